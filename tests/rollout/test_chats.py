from __future__ import annotations

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from sferum_tui.guidance.rules import production_calendar, recommendations_for
from sferum_tui.rollout.answers import (
    Association,
    Bodies,
    ChatChoice,
    Deputy,
    Group,
    People,
    Primary,
    Subjects,
)
from sferum_tui.rollout.board import Rollout
from sferum_tui.rollout.chat_words import chat_state
from sferum_tui.rollout.chats import first_message, make_chats, posts
from sferum_tui.rollout.edits import archived_ids, preview, rename_class, renamed_ids
from sferum_tui.rollout.list_choice import ListChoice
from sferum_tui.rollout.listing import Listing
from sferum_tui.rollout.owners import owner_lines, reminder
from sferum_tui.rollout.plan import Done
from sferum_tui.rollout.school import LETTERS
from sferum_tui.rollout.tasks import next_step, short_status
from tests.support.school import answers, at, rollout

PEOPLE = People(
    director="Смирнова О. П.",
    deputies=(Deputy("УР", "Ким А. А.", ("primary", "subject")), Deputy("ВР", "", ("extra",))),
    associations=(Association("иностранные языки", ("иностранный язык",), "Ли В. Г."),),
    class_teachers={"8А": "Иванова И. И."},
    subject_teachers={"8А/математика": "Петров П. П."},
)


def ids(**parts: object) -> list[str]:
    return [chat.id for chat in rollout(**parts).chats]


def test_stage_one_has_its_chats_with_owners() -> None:
    found = rollout(people=PEOPLE).by_id
    assert [it for it in found if it.startswith("1")] == [
        "1а",
        "1б/primary",
        "1б/subject",
        "1б/extra",
        "1в/иностранные языки",
        "1г",
        "1д",
    ]
    assert found["1б/primary"].owner.endswith("УР Ким А. А.")
    assert found["1б/extra"].owner.endswith("ВР")
    assert found["1в/иностранные языки"].owner_name == "Ли В. Г."
    assert found["1г"].owner_name == "Смирнова О. П."


def test_a_level_that_no_deputy_leads_goes_to_a_deputy_of_the_school() -> None:
    one = rollout(people=People(deputies=(Deputy("УВР", "Ким А. А."), Deputy("АХР", "Ли В. Г."))))
    two = rollout(people=People(deputies=(Deputy("ВР", "Ли В. Г."), Deputy("УР", "Ким А. А."))))
    none = rollout(people=People())
    told = [it.by_id["1б/primary"].owner for it in (one, two, none)]
    assert told == [
        "заместитель директора по УВР Ким А. А.",
        "заместитель директора по УР Ким А. А.",
        "заместитель директора по УР",
    ]


def test_who_acts_for_the_head_is_called_so() -> None:
    for text in ("и. о. директора Ли В. Г.", "Ли В. Г., И.о. директора"):
        found = rollout(people=replace(PEOPLE, director=text)).by_id
        assert found["1г"].owner == "и. о. директора Ли В. Г."
        assert found["1д"].owner_name == "Ли В. Г."
    assert rollout(people=replace(PEOPLE, director="Ли И. О.")).by_id["1г"].role == "директор"


def test_levels_of_teachers_follow_the_classes() -> None:
    found = ids(classes={"9": ("А",)}, people=People(extra_education=False))
    assert [it for it in found if it.startswith("1б")] == ["1б/subject"]


def test_bodies_make_one_chat_two_or_none() -> None:
    def of(**bodies: object) -> list[str]:
        people = People(bodies=Bodies(**bodies))  # type: ignore[arg-type]
        return [it for it in ids(people=people) if it.startswith("1д")]

    assert of(parents_committee=False) == []
    assert of(parents_committee=True) == ["1д"]
    assert of(parents_committee=False, board_of_trustees=True) == ["1д"]
    assert of(board_of_trustees=True) == ["1д/комитет", "1д/совет"]
    assert of(board_of_trustees=True, together=True) == ["1д"]
    assert of(parents_committee=False, other="Совет отцов") == ["1д"]
    assert of(other="Совет отцов") == ["1д/комитет", "1д/Совет отцов"]


def test_two_bodies_in_one_chat_are_both_in_its_name() -> None:
    people = People(bodies=Bodies(board_of_trustees=True, together=True))
    assert rollout(people=people).by_id["1д"].name == "Родительский комитет и попечительский совет"
    three = People(bodies=Bodies(board_of_trustees=True, together=True, other="Совет отцов"))
    named = rollout(people=three).by_id["1д"].name
    assert named == "Родительский комитет, попечительский совет и совет отцов"


def test_class_and_subject_chats_have_readable_ids_names_and_owners() -> None:
    found = rollout(people=PEOPLE).by_id
    chat = found["2б/8А/математика"]
    assert (chat.name, chat.owner_name, chat.grade) == ("8А · Математика", "Петров П. П.", 8)
    assert found["2а/8А"].owner_name == "Иванова И. И."
    assert found["2г/8Б"].owner_name == ""
    assert "3г/5А" in found
    assert "2а/5А" not in found


def test_subgroups_make_a_chat_each() -> None:
    subjects = Subjects(
        {"8": ("иностранный язык",)}, {"8А/иностранный язык": ("1", "2"), "8Б/латынь": ("1",)}
    )
    given_ = replace(answers(), subjects=subjects)
    found = [it for it in rollout(given_).by_id if it.startswith("2б")]
    assert found == [
        "2б/8А/иностранный язык/1",
        "2б/8А/иностранный язык/2",
        "2б/8Б/иностранный язык",
        "2б/8Б/латынь/1",
    ]
    made = rollout(given_).by_id
    assert made[found[0]].name == "8А · Иностранный язык · 1"
    # Half of the class is in it, not the class.
    assert [made[it].members for it in found[1:]] == [
        "ученики 8А, подгруппа 2", "ученики 8Б", "ученики 8Б, подгруппа 1"
    ]  # fmt: skip


def test_a_subgroup_with_a_name_is_called_by_it() -> None:
    subjects = Subjects({"8": ("труд",)}, {"8А/труд": ("девочки",)})
    made = rollout(replace(answers(), subjects=subjects)).by_id
    assert made["2б/8А/труд/девочки"].members == "ученики 8А, подгруппа «девочки»"


def test_mini_groups_need_a_class_of_their_stage() -> None:
    groups = (
        Group("Олимпиада по физике", "project", 2, (9, 10)),
        Group("Театр", "elective", 3, (5,)),
    )
    assert "2в/Олимпиада по физике" in ids(groups=groups)
    found = ids(groups=groups, classes={"8": ("А",)})
    assert [it for it in found if "в/" in it] == ["2в/Олимпиада по физике"]


def test_the_decision_and_its_reach_make_the_chats_of_primary_classes() -> None:
    def of(primary: Primary) -> list[str]:
        found = ids(primary=primary, classes={"1": ("А",), "2": ("А",)})
        return [it for it in found if it.startswith("4")]

    parents = ["4а/1А", "4а/2А"]
    assert of(Primary("undecided")) == parents
    assert of(Primary("negative", pupils=True)) == []
    assert of(Primary("positive")) == parents
    assert of(Primary("positive", pupils=True)) == [*parents, "4б/1А", "4б/2А"]
    assert of(Primary("positive", pupils=True, grades=(2,))) == [*parents, "4б/2А"]


def test_subject_chats_of_primary_classes_are_an_addition_for_pupils_only() -> None:
    subjects = {"1": ("английский язык",)}
    assert "4в/1А/английский язык" not in ids(subjects=subjects, primary=Primary("positive"))
    with_pupils = ids(subjects=subjects, primary=Primary("positive", pupils=True))
    assert "4в/1А/английский язык" in with_pupils


def test_kinds_can_be_left_out_and_names_changed() -> None:
    choice = ChatChoice(without=("2г",), names={"2а": "Класс {class}"}, owners={"1а": "секретарь"})
    found = rollout(chats=choice, people=PEOPLE).by_id
    assert "2г/8А" not in found
    assert found["2а/8А"].name == "Класс 8А"
    assert found["1а"].owner == "секретарь"


def test_text_in_braces_that_no_template_knows_stays_as_it_is() -> None:
    choice = ChatChoice(names={"2а": "{class} {0.__class__} {}"})
    assert rollout(chats=choice).by_id["2а/8А"].name == "8А {0.__class__} {}"


def test_first_messages_read_without_names() -> None:
    source = rollout()
    for chat in source.chats:
        message = first_message(chat, source.answers, source.recommendations)
        assert "{" not in message
        assert "  " not in message


def test_adults_of_an_evening_school_are_not_called_children() -> None:
    def told(**classes: tuple[str, ...]) -> str:
        source = rollout(classes=classes, subjects=dict.fromkeys(classes, ("физика",)))
        return "".join(
            first_message(chat, source.answers, source.recommendations) for chat in source.chats
        )

    adults = told(**{"10": ("А",), "12": ("А",)})
    assert "ребята" not in adults.lower()
    assert "Уважаемые обучающиеся, здравствуйте! Это чат нашего класса (10А)" in adults
    assert "Здравствуйте, уважаемые обучающиеся! Это чат по предмету «физика», 12А." in adults
    assert "Ребята, привет! Это чат нашего класса (10А)" in told(**{"10": ("А",), "12": ()})


def test_a_name_in_marks_has_inner_ones_for_its_own() -> None:
    for title, told in (("кафедра «Слово»", "«кафедра „Слово“»"), ("«Слово»", "«Слово»")):
        people = replace(PEOPLE, associations=(Association(title),))
        chat = rollout(people=people).by_id[f"1в/{title}"]
        assert chat.members == f"учителя методического объединения {told}"


letters = st.lists(st.sampled_from(LETTERS), unique=True, max_size=4).map(tuple)
schools = st.dictionaries(st.sampled_from([str(n) for n in range(1, 13)]), letters, max_size=6)


@settings(max_examples=50)
@given(classes=schools, pupils=st.booleans(), decided=st.sampled_from(["undecided", "positive"]))
def test_same_answers_give_the_same_unique_ids(
    classes: dict[str, tuple[str, ...]], pupils: bool, decided: str
) -> None:
    subjects = dict.fromkeys(classes, ("математика", "физика"))
    primary = Primary(decided, pupils=pupils)  # type: ignore[arg-type]
    first = ids(classes=classes, subjects=subjects, primary=primary)
    assert first == ids(classes=classes, subjects=subjects, primary=primary)
    assert len(first) == len(set(first))


def test_an_edit_shows_what_appears_disappears_and_moves() -> None:
    old = rollout()
    done = Done(created={"2а/8Б": at(2026, 11, 30), "2а/8В": at(2026, 11, 30)})
    changed = answers(
        classes={"1": ("А",), "5": ("А",), "8": ("А", "В")}, created=date(2026, 11, 25)
    )
    shown = preview(old, rollout(changed), done)
    assert "2а/8В" in {chat.id for chat in shown.appear}
    assert {chat.id for chat in shown.returned} == {"2а/8В"}
    assert {chat.id for chat in shown.archived} == {"2а/8Б"}
    assert "2г/8Б" in {chat.id for chat in shown.disappear}
    assert all(item.before < item.after for item in shown.moved)
    assert shown.moved
    assert archived_ids(rollout(changed), done) == ("2а/8Б",)
    assert preview(old, old, done).empty


def test_a_renamed_class_takes_its_chats_along() -> None:
    old = rollout(people=PEOPLE)
    moves = renamed_ids(old, "class", "8А", "8Г")
    changed = rename_class(old.answers, "8А", ("8", "Г"))
    new = rollout(changed)
    assert set(moves) == {it for it in old.by_id if "/8А" in it}
    assert set(moves.values()) <= set(new.by_id)
    assert new.by_id["2а/8Г"].owner_name == "Иванова И. И."
    assert new.by_id["2б/8Г/математика"].owner_name == "Петров П. П."
    shown = preview(old, new, Done(), moves)
    assert not shown.appear
    assert not shown.disappear
    assert shown.renamed == moves


def test_make_chats_lists_kinds_in_the_order_of_the_source() -> None:
    source = rollout()
    order = [kind.id for kind in source.recommendations.kinds]
    found = [chat.kind.id for chat in make_chats(source.answers, source.recommendations)]
    assert found == sorted(found, key=order.index)


def test_a_mini_group_has_its_own_purpose_alone() -> None:
    groups = tuple(
        Group(purpose, purpose, 2, (8,)) for purpose in ("project", "needs", "consultation")
    )
    rules = rollout().recommendations
    told = {it.purpose: posts(it, rules) for it in rollout(groups=groups).chats if it.purpose}
    assert {key: [item.purpose for item in found] for key, found in told.items()} == {
        "project": ["project"],
        "needs": ["needs"],
        "consultation": ["consultation"],
    }
    chat = rollout().by_id["2а/8А"]
    assert posts(chat, rules) == rules.written(chat.kind).post


def test_another_messenger_is_not_told_of_the_one_of_2022() -> None:
    def told(platform: str) -> str:
        given = answers()
        source = rollout(replace(given, school=replace(given.school, platform=platform)))
        rules = source.recommendations
        return " ".join(
            it.text + it.title for it in (*rules.texts.contacts, *rules.texts.footnotes)
        )

    assert "VK Мессенджер" in told("")
    assert "VK Мессенджер" in told("VK Мессенджер")
    assert "VK" not in told("MAX")
    assert "меню пользователя" in told("MAX")


def under_max(**parts: object) -> Rollout:
    """A small school under the pack of MAX."""
    given = answers(**parts)  # type: ignore[arg-type]
    return Rollout(given, recommendations_for("max-2026"), production_calendar())


def test_chats_that_the_platform_makes_are_counted_apart_until_they_are_checked() -> None:
    source = under_max(primary=Primary(decision="positive", pupils=True))
    made = [chat.id for chat in source.chats if chat.auto_created]
    assert made == [
        "1г", "2а/8А", "2а/8Б", "2г/8А", "2г/8Б", "3а/5А", "3г/5А",
        "4а/1А", "4а/1Б", "4б/1А", "4б/1Б",
    ]  # fmt: skip
    moment = at(2026, 11, 24)
    board = source.board(Done(), moment)
    assert [item.counts.to_check for item in board.stages] == [1, 4, 2, 4]
    assert board.counts.to_check == 11
    done = Done(auto={"1г": moment}, created={"2а/8А": moment}, skipped={"2г/8А": "нет"})
    board = source.board(done, moment)
    assert [item.counts.to_check for item in board.stages] == [0, 2, 2, 4]
    assert not any(chat.auto_created for chat in rollout().chats)


def test_members_of_a_class_without_a_letter_are_told_with_the_word() -> None:
    given = answers(classes={"8": ("",), "9": ("А",)}, mixed={"1–3": 4})
    told = {chat.id: chat.members for chat in rollout(given).chats}
    assert told["2а/8"] == "ученики 8 класса"
    assert told["2г/8"] == "родители (законные представители) 8 класса"
    assert told["2а/9А"] == "ученики 9А"
    assert told["4а/1–3"] == "родители (законные представители) класса-комплекта 1–3"


def test_nobody_is_reminded_to_make_what_the_platform_makes() -> None:
    board = under_max().board(Done(), at(2026, 11, 24))
    told = {line.owner.title: reminder(board, line) for line in owner_lines(board)}
    assert told["Директор"] == (
        "Директор, в «Сферуме» осталось создать 2 чата:\n"
        "до 26 ноября: Администрация; Родительский комитет.\n"
        "И проверить состав 1 чата, он появляется сам:\n"
        "до 26 ноября: Педагогический коллектив."
    )
    assert told["Классный руководитель 8А"] == (
        "Классный руководитель 8А, в «Сферуме» осталось проверить состав 2 чатов,"
        " они появляются сами:\nдо 3 декабря: 8А · класс; 8А · родители."
    )


def test_what_to_do_next_tells_what_comes_by_itself_from_what_is_made() -> None:
    source = under_max()
    first = [chat.id for chat in source.of_stage[1] if not chat.auto_created]
    moment = at(2026, 11, 25)
    one = source.board(Done(created=dict.fromkeys(first, moment)), moment)
    assert next_step(one) == "чат «Педагогический коллектив», появится сам, проверьте состав"
    assert short_status(one).startswith("Сферум: нужно проверить состав 1 чата до 26 ноября")
    done = Done(created=dict.fromkeys([chat.id for chat in source.of_stage[1]], moment))
    rest = source.board(done, at(2026, 12, 1))
    assert next_step(rest) == "классы, 2 чата: появятся сами, проверьте состав (8А, 8Б)"
    assert "(4 появятся сами) до 3 декабря" in short_status(rest)


def test_what_the_platform_makes_is_said_until_it_is_checked() -> None:
    source = under_max()
    chat, moment = source.by_id["2а/8А"], at(2026, 11, 24)
    assert chat_state(source.board(Done(), moment), chat) == "○ появится сам, проверьте состав"
    late = source.board(Done(), at(2026, 12, 20))
    assert chat_state(late, chat) == "▲ просрочен: появится сам, проверьте состав"
    done = Done(auto={"2а/8А": moment})
    assert chat_state(source.board(done, moment), chat).startswith("◊ создан автоматически")
    made_by_hand = source.by_id["2б/8А/математика"]
    assert chat_state(source.board(Done(), moment), made_by_hand) == "○ не создан"


def test_what_the_platform_makes_has_a_filter_of_its_own() -> None:
    source = under_max()
    board = source.board(Done(auto={"1г": at(2026, 11, 24)}), at(2026, 11, 24))
    listing = Listing(source)
    option = next(it for it in listing.options(board, ListChoice()) if it.value == "to_check")
    assert (option.title, option.count) == ("появится сам", 6)
    found = listing.find(board, ListChoice(state="to_check"))
    assert all(row.chat.auto_created for row in found.rows)
    assert len(found.rows) == 6
    plain = Listing(rollout())
    values = [
        it.value for it in plain.options(rollout().board(Done(), at(2026, 11, 24)), ListChoice())
    ]
    assert "to_check" not in values
