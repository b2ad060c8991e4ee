"""In what order Word wants the parts of a file's elements: its schema, ISO/IEC 29500-1, 17."""

from __future__ import annotations

#: The children of elements in their order, as the schema of WordprocessingML has them.
ORDER: dict[str, tuple[str, ...]] = {
    name: tuple(children.split())
    for name, children in {
        "pPr": """pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr
            suppressLineNumbers pBdr shd tabs suppressAutoHyphens kinsoku wordWrap overflowPunct
            topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd snapToGrid spacing ind
            contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment
            textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange""",
        "rPr": """rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss
            imprint noProof snapToGrid vanish webHidden color spacing w kern position sz szCs
            highlight u effect bdr shd fitText vertAlign rtl cs em lang eastAsianLayout specVanish
            oMath""",
        "tbl": "tblPr tblGrid tr",
        "tblPr": """tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize
            tblW jc tblCellSpacing tblInd tblBorders shd tblLayout tblCellMar tblLook tblCaption
            tblDescription""",
        "tblCellMar": "top start left bottom end right",
        "tr": "tblPrEx trPr tc",
        "tcPr": """cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection
            tcFitText vAlign hideMark""",
        "tcMar": "top start left bottom end right",
        "sectPr": """headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc
            pgBorders lnNumType pgNumType cols formProt vAlign noEndnote titlePg textDirection bidi
            rtlGutter docGrid printerSettings""",
        "numbering": "numPicBullet abstractNum num numIdMacAtCleanup",
        "abstractNum": "nsid multiLevelType tmpl name styleLink numStyleLink lvl",
        "lvl": """start numFmt lvlRestart pStyle isLgl suff lvlText lvlPicBulletId legacy lvlJc
            pPr rPr""",
        "num": "abstractNumId lvlOverride",
        "numPr": "ilvl numId",
        "style": """name aliases basedOn next link autoRedefine hidden uiPriority semiHidden
            unhideWhenUsed qFormat locked personal personalCompose personalReply rsid pPr rPr tblPr
            trPr tcPr tblStylePr""",
        "styles": "docDefaults latentStyles style",
        "settings": """writeProtection view zoom removePersonalInformation removeDateAndTime
            doNotDisplayPageBoundaries displayBackgroundShape printPostScriptOverText
            printFractionalCharacterWidth printFormsData embedTrueTypeFonts embedSystemFonts
            saveSubsetFonts saveFormsData mirrorMargins alignBordersAndEdges
            bordersDoNotSurroundHeader bordersDoNotSurroundFooter gutterAtTop hideSpellingErrors
            hideGrammaticalErrors activeWritingStyle proofState formsDesign attachedTemplate
            linkStyles stylePaneFormatFilter stylePaneSortMethod documentType mailMerge revisionView
            trackRevisions doNotTrackMoves doNotTrackFormatting documentProtection
            autoFormatOverride styleLockTheme styleLockQFSet defaultTabStop autoHyphenation
            consecutiveHyphenLimit hyphenationZone doNotHyphenateCaps showEnvelope summaryLength
            clickAndTypeStyle defaultTableStyle evenAndOddHeaders bookFoldRevPrinting
            bookFoldPrinting bookFoldPrintingSheets drawingGridHorizontalSpacing
            drawingGridVerticalSpacing displayHorizontalDrawingGridEvery
            displayVerticalDrawingGridEvery doNotUseMarginsForDrawingGridOrigin
            drawingGridHorizontalOrigin drawingGridVerticalOrigin doNotShadeFormData
            noPunctuationKerning characterSpacingControl printTwoOnOne strictFirstAndLastChars
            noLineBreaksAfter noLineBreaksBefore savePreviewPicture doNotValidateAgainstSchema
            saveInvalidXml ignoreMixedContent alwaysShowPlaceholderText doNotDemarcateInvalidXml
            saveXmlDataOnly useXSLTWhenSaving saveThroughXslt showXMLTags alwaysMergeEmptyNamespace
            updateFields hdrShapeDefaults footnotePr endnotePr compat docVars rsids mathPr
            attachedSchema themeFontLang clrSchemeMapping doNotIncludeSubdocsInStats
            doNotAutoCompressPictures forceUpgrade captions readModeInkLockDown smartTagType
            schemaLibrary shapeDefaults doNotEmbedSmartTags decimalSymbol listSeparator""",
    }.items()
}
#: Elements that may stand there more than once; of all others one is one too many.
MANY = frozenset(
    "headerReference footerReference tr tc lvl abstractNum num numPicBullet lvlOverride style"
    " tblStylePr activeWritingStyle attachedSchema smartTagType".split()
)
