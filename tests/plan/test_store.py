"""The plan file in use: made, ticked, edited by hand, by two sessions, through links."""

from __future__ import annotations

import errno
import os
import pwd
import re
import stat
import threading
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace

from sferum_tui import disk
from sferum_tui.guidance.loading import completed, preset_answers
from sferum_tui.issues import PlanError
from sferum_tui.plan.changes import (
    ChangeRefusedError,
    RenameChat,
    SetAnswer,
    SetMark,
    SetNote,
    answers_diff,
)
from sferum_tui.plan.store import PlanStore
from sferum_tui.rollout.answers import Answers, Association, Deputy, Group, Votes
from sferum_tui.rollout.plan import Done, Plan
from tests.plan.values import stamp
from tests.support.school import EVENT, at

NOW = stamp(at(2026, 11, 25))
LATER = NOW + timedelta(hours=1)


def city() -> Answers:
    return completed(preset_answers("city", EVENT))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "settings" / "plan.toml"


@pytest.fixture
def store(path: Path) -> PlanStore:
    made = PlanStore(path)
    made.create(Plan(city()))
    return made


def tick(store: PlanStore, *ids: str, mark: str = "created") -> Done:
    changes = [SetMark(chat_id, mark, NOW) for chat_id in ids]  # type: ignore[arg-type]
    return store.apply(changes, who="учитель", at=NOW).plan.done


def other_group() -> int:
    """A group that this user may give to files, not the first one if there are more."""
    return max(os.getgroups(), default=os.getegid()) if os.getuid() else 12345


# Making


def test_a_new_plan_and_its_folder_are_for_their_owner_alone(store: PlanStore) -> None:
    assert stat.S_IMODE(store.path.stat().st_mode) == 0o600
    assert stat.S_IMODE(store.path.parent.stat().st_mode) == 0o700
    assert [file.name for file in store.path.parent.iterdir()] == ["plan.toml"]


def test_a_plan_that_is_there_is_not_overwritten(store: PlanStore) -> None:
    before = store.path.read_bytes()
    with pytest.raises(PlanError, match=r"уже есть.*--force") as caught:
        store.create(Plan(preset_answers("village", EVENT)))
    assert caught.value.exit_code == 3
    assert store.path.read_bytes() == before


def test_a_plan_replaced_by_force_stays_as_a_backup(store: PlanStore) -> None:
    before = store.path.read_bytes()
    store.create(Plan(preset_answers("village", EVENT)), force=True, who="учитель", at=NOW)
    assert store.path.with_name("plan.toml.bak").read_bytes() == before
    assert [entry.what for entry in store.history()] == ["план создан"]


def test_answers_that_make_no_plan_are_refused_before_anything_is_written(path: Path) -> None:
    answers = replace(city(), groups=(Group("а/б", "project", 2),))
    with pytest.raises(PlanError, match="стоит «/»"):
        PlanStore(path).create(Plan(answers))
    with pytest.raises(PlanError, match="structure_created"):
        PlanStore(path).create(Plan(preset_answers("city")))
    assert not path.parent.exists()


def test_a_sign_outside_unicode_is_refused(path: Path) -> None:
    answers = city()
    school = replace(answers.school, name="\ud800")
    with pytest.raises(PlanError, match="нет в Юникоде"):
        PlanStore(path).create(Plan(replace(answers, school=school)))


# Ticks


def test_ticks_notes_and_reasons_are_saved_and_taken_back(store: PlanStore) -> None:
    changes = [
        SetMark("2а/8А", "created", NOW),
        SetMark("2г/8А", "auto"),
        SetMark("2а/8Б", "skipped", reason="пишем\nв общий\x1b чат"),
        SetNote("2г/8А", "двое  родителей \u202e без смартфона"),
    ]
    plan = store.apply(changes, who="учитель", at=LATER).plan
    assert plan.done == Done({"2а/8А": NOW}, {"2г/8А": LATER}, {"2а/8Б": "пишем в общий чат"})
    assert plan.notes == {"2г/8А": "двое родителей без смартфона"}
    assert PlanStore(store.path).load().plan == plan
    empty = [SetMark(chat_id, "planned") for chat_id in ("2а/8А", "2г/8А", "2а/8Б")]
    plan = store.apply([*empty, SetNote("2г/8А", " ")], who="учитель", at=LATER).plan
    assert (plan.done, plan.notes) == (Done(), {})


def test_a_tick_is_stamped_in_school_time_to_the_second(store: PlanStore) -> None:
    utc = datetime.fromisoformat("2026-11-25T09:12:30.654321+00:00")
    store.apply([SetMark("2а/8А", "created", utc)], who="учитель", at=utc)
    assert '"2а/8А" = 2026-11-25T12:12:30+03:00\n' in store.path.read_text()


def test_a_chat_has_one_mark(store: PlanStore) -> None:
    for mark in ("created", "auto", "skipped", "created"):
        done = tick(store, "2а/8А", mark=mark)
        assert done.mark("2а/8А") == mark
        assert sum("2а/8А" in table for table in (done.created, done.auto, done.skipped)) == 1


def test_an_id_in_two_tables_loses_both_marks_at_once(store: PlanStore) -> None:
    text = store.path.read_text()
    for table in ("created", "auto"):
        header = re.compile(rf"(\[done\.{table}\].*\n)")
        text = header.sub(r'\1"2а/8А" = 2026-11-25T10:00:00+03:00' + "\n", text)
    store.path.write_text(text)
    assert store.load().plan.done.mark("2а/8А") == "created"
    assert tick(store, "2а/8А", mark="planned") == Done()


def test_undo_brings_back_the_very_same_bytes(store: PlanStore) -> None:
    tick(store, "2а/8А", "2а/8Б", "2г/8А")
    text = store.path.read_text().replace('"2а/8Б" =', '"2а/8Б"   =')
    store.path.write_text(text)
    done = store.load().plan.done
    seen = [store.path.read_bytes()]
    for chat_id in ("2а/8Б", "2а/8А"):
        tick(store, chat_id, mark="planned")
        seen.append(store.path.read_bytes())
    for chat_id in ("2а/8А", "2а/8Б"):
        assert store.path.read_bytes() == seen.pop()
        changes = [SetMark(chat_id, "created", done.created[chat_id])]
        store.apply(changes, who="учитель", at=LATER)
    assert store.path.read_bytes() == seen.pop()


def test_an_archived_tick_stays_when_others_change(store: PlanStore) -> None:
    tick(store, "2а/11Я")
    assert "2а/11Я" in tick(store, "2а/8А").created


# Written by hand


def test_a_comment_on_every_line_outlives_ten_ticks_and_an_edited_answer(store: PlanStore) -> None:
    tick(store, "2а/9А", "2а/9Б")
    lines = store.path.read_text().splitlines()
    commented = [f"{line}  # рукой {number}" for number, line in enumerate(lines)]
    store.path.write_text("\n".join(commented) + "\n")
    answers = store.load().plan.answers
    for number, letter in enumerate("АБВ"):
        tick(store, f"2а/8{letter}", f"2г/8{letter}", f"2а/1{number}А")
    tick(store, "2а/9А", mark="planned")
    school = replace(answers.school, name="Другая")
    deputies = (Deputy("УР", "Петрова П. П.", ("primary",)),)
    classes = {**answers.classes.by_grade, "11": ("А",), "12": ("А",)}
    subjects = {**answers.subjects.by_grade, "8": ("химия", "математика")}
    new = replace(
        answers,
        school=school,
        people=replace(answers.people, deputies=deputies),
        classes=replace(answers.classes, by_grade=classes),
        subjects=replace(answers.subjects, by_grade=subjects),
    )
    loaded = store.apply(answers_diff(answers, new), who="учитель", at=NOW)
    assert loaded.plan.answers == new
    after = store.path.read_text()
    for number in range(len(lines)):
        assert re.search(rf"# рукой {number}$", after, re.MULTILINE), lines[number]


def test_unknown_keys_order_line_ends_and_the_byte_order_mark_stay(path: Path) -> None:
    text = (
        "schema = 1\nid = 'k7m2q9xw'\nx = {y = [1, 2.50]}\n[notes]\n[school]\n"
        "  structure_created = 2026-11-23\n"
        "[extra.table]\nz = 0x1F\n[classes]\n8 = ['А']\n"
    )
    path.parent.mkdir()
    path.write_bytes(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())
    before = path.read_bytes()
    tick(PlanStore(path), "2а/8А")
    after = path.read_bytes()
    added = '\r\n[done.created]\r\n"2а/8А" = 2026-11-25T12:00:00+03:00\r\n'.encode()
    assert after == before + added
    tick(PlanStore(path), "2а/8А", mark="planned")
    assert path.read_bytes().startswith(before)


def test_a_plan_without_a_name_gets_one_at_its_next_save(path: Path) -> None:
    text = (
        "schema = 1  # первая\n\n[school]\nstructure_created = 2026-11-23\n[classes]\n8 = ['А']\n"
    )
    path.parent.mkdir()
    path.write_text(text)
    store = PlanStore(path)
    assert store.load().plan.answers.id == ""
    assert path.read_text() == text
    tick(store, "2а/8А")
    found = store.load().plan.answers.id
    assert re.fullmatch("[a-z2-9]{8}", found)
    head = f'schema = 1  # первая\nid = "{found}"\n'
    assert path.read_text().startswith(text.replace("schema = 1  # первая\n", head))
    tick(store, "2а/8А", mark="planned")
    assert store.load().plan.answers.id == found


def test_every_new_plan_has_a_name_of_its_own(path: Path) -> None:
    names = set()
    for _ in range(3):
        store = PlanStore(path)
        store.create(Plan(city()), force=True)
        names.add(store.load().plan.answers.id)
    assert len(names) == 3
    store.create(Plan(replace(city(), id="k7m2q9xw")), force=True)
    assert store.load().plan.answers.id == "k7m2q9xw"


def test_a_class_spelt_in_latin_letters_is_changed_where_it_stands(store: PlanStore) -> None:
    text = store.path.read_text()
    text = re.sub(r"(\[people.class_teachers\].*\n)", r'\1"8A" = "Иванова"\n', text)
    store.path.write_text(text)
    changes = [SetAnswer(("people", "class_teachers", "8А"), "Петрова")]
    people = store.apply(changes, who="учитель", at=NOW).plan.answers.people
    assert people.class_teachers == {"8А": "Петрова"}
    assert '"8A" = "Петрова"\n' in store.path.read_text()


def test_what_an_editor_is_still_writing_is_waited_for(
    store: PlanStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = store.path.read_bytes()
    store.load()
    store.path.write_bytes(whole[:2000])
    parts = [whole + b"# end\n", whole[:3000]]

    def work(seconds: float) -> None:
        if parts:
            store.path.write_bytes(parts.pop())

    monkeypatch.setattr("sferum_tui.plan.settling.YOUNG", 60.0)
    monkeypatch.setattr("time.sleep", work)
    tick(store, "2а/8А")
    assert "# end\n" in store.path.read_text()
    assert store.load().plan.done.mark("2а/8А") == "created"


def test_a_file_that_never_rests_gets_a_clear_word(
    store: PlanStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.load()

    def work(seconds: float = 0) -> None:
        with store.path.open("a") as file:
            file.write("# more\n")

    work()
    monkeypatch.setattr("time.sleep", work)
    with pytest.raises(PlanError, match="всё время меняет другая программа"):
        tick(store, "2а/8А")


def test_what_somebody_writes_during_a_save_is_not_overwritten(
    store: PlanStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    from sferum_tui.plan import writing

    rewrite, rest = writing.rewrite, [b"# one\n", b"# two\n"]

    def slow(*given: object) -> str:
        if rest:
            store.path.write_bytes(store.path.read_bytes() + rest.pop(0))
        return rewrite(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(writing, "rewrite", slow)
    monkeypatch.setattr("time.sleep", lambda seconds: None)
    tick(store, "2а/8А")
    text = store.path.read_text()
    assert "# one\n# two\n" in text
    assert '"2а/8А" = ' in text


# Renaming


def test_renames_of_one_batch_happen_at_once(store: PlanStore) -> None:
    tick(store, "2а/8А", "2а/8В")
    store.apply([SetMark("2а/8Б", "skipped", reason="нет"), SetNote("2а/8А", "первый")], "у", NOW)
    swap = [
        RenameChat("2а/8А", "2а/8Б"),
        RenameChat("2а/8Б", "2а/8В"),
        RenameChat("2а/8В", "2а/8А"),
    ]
    plan = store.apply(swap, who="учитель", at=NOW).plan
    assert plan.done.created == {"2а/8Б": NOW, "2а/8А": NOW}
    assert plan.done.skipped == {"2а/8В": "нет"}
    assert plan.notes == {"2а/8Б": "первый"}


def test_a_renamed_tick_stays_on_its_line_with_its_comment(store: PlanStore) -> None:
    tick(store, "2а/8А", "2а/8Б")
    store.path.write_text(re.sub(r'("2а/8А" = .*)', r"\1  # моё", store.path.read_text()))
    before = store.path.read_text()
    store.apply([RenameChat("2а/8А", "2а/8Я")], who="учитель", at=NOW)
    assert store.path.read_text() == before.replace("2а/8А", "2а/8Я")


def test_an_archived_tick_gives_way_only_to_one_that_arrives(store: PlanStore) -> None:
    tick(store, "2а/8Я")
    assert store.apply([RenameChat("2а/8А", "2а/8Я")], "у", NOW).plan.done.created == {"2а/8Я": NOW}
    tick(store, "2а/8А", mark="auto")
    done = store.apply([RenameChat("2а/8А", "2а/8Я")], who="учитель", at=NOW).plan.done
    assert (done.created, done.auto) == ({}, {"2а/8Я": NOW})


# Two sessions


def test_two_sessions_that_change_different_things_keep_both(store: PlanStore) -> None:
    other = PlanStore(store.path)
    old = other.load().plan.answers
    tick(store, "2а/8А")
    one = replace(old, school=replace(old.school, name="Первая"))
    two = replace(
        old,
        people=replace(old.people, director="Вторая", class_teachers={"8А": "И."}),
        groups=(Group("Театр", "elective", 2),),
    )
    store.apply(answers_diff(old, one), who="первый", at=NOW)
    three = replace(old, groups=(Group("Музей", "event", 3),))
    store.apply(answers_diff(old, three), who="первый", at=NOW)
    merged = other.apply(answers_diff(old, two), who="второй", at=NOW).plan
    assert merged.done.mark("2а/8А") == "created"
    assert merged.answers.school.name == "Первая"
    assert merged.answers.people.director == "Вторая"
    assert merged.answers.people.class_teachers == {"8А": "И."}
    assert {group.title for group in merged.answers.groups} == {"Музей", "Театр"}


def test_of_one_answer_the_last_save_wins_and_the_history_shows_both(store: PlanStore) -> None:
    other = PlanStore(store.path)
    old = other.load().plan.answers
    for session, who in ((store, "первый"), (other, "второй")):
        new = replace(old, people=replace(old.people, director=f"{who} директор"))
        session.apply(answers_diff(old, new), who=who, at=NOW)
    assert store.load().plan.answers.people.director == "второй директор"
    last, first = store.history(2)
    assert first.what == "директор: нет → «первый директор»"
    assert last.what == "директор: «первый директор» → «второй директор»"
    assert (first.who, last.who) == ("первый", "второй")


def test_an_answer_about_what_another_session_removed_changes_nothing_and_is_told(
    store: PlanStore,
) -> None:
    old = store.load().plan.answers
    full = replace(
        old,
        groups=(Group("Театр. 5 кл.", "elective", 2), Group("Хор", "elective", 2)),
        people=replace(
            old.people,
            deputies=(Deputy("УР"), Deputy("ВР")),
            associations=(Association("физика", ("физика",)), Association("МО", ("химия",))),
        ),
    )
    store.apply(answers_diff(old, full), who="первый", at=NOW)
    other = PlanStore(store.path)
    other.load()
    people = full.people
    mine = replace(
        full,
        groups=(replace(full.groups[0], owner="Иванова"), full.groups[1]),
        people=replace(
            people,
            deputies=(people.deputies[0], replace(people.deputies[1], name="Петров П. П.")),
            associations=(replace(people.associations[0], head="Сидоров"), people.associations[1]),
        ),
    )
    theirs = replace(
        full,
        groups=full.groups[1:],
        people=replace(people, deputies=people.deputies[:1], associations=people.associations[1:]),
    )
    store.apply(answers_diff(full, theirs), who="первый", at=NOW)
    found = other.apply(answers_diff(full, mine), who="второй", at=NOW)
    assert found.plan.answers == replace(theirs, id=found.plan.answers.id)
    told = [
        "мини-группы Театр. 5 кл., кто ведёт → «Иванова»",
        "заместители ВР, имя → «Петров П. П.»",
        "методические объединения физика, руководитель → «Сидоров»",
    ]
    entry = store.history(1)[0]
    assert entry.who == "второй"
    for words in told:
        assert f"не записано: {words} — эту запись удалили в другом сеансе" in entry.what
        assert f"Не записано: {words}" in found.notice
    assert other.apply([SetNote("2а/8А", "к среде")], who="второй", at=NOW).notice == ""


def test_two_sessions_that_name_and_add_entries_of_a_list_keep_both(store: PlanStore) -> None:
    old = store.load().plan.answers
    first, second = Group("Театр", "elective", 2), Group("Хор", "elective", 2)
    given = replace(old, groups=(first, second))
    store.apply(answers_diff(old, given), who="первый", at=NOW)
    other = PlanStore(store.path)
    other.load()
    more = replace(given, groups=(*given.groups, Group("Музей", "event", 3)))
    store.apply(answers_diff(given, more), who="первый", at=NOW)
    named = replace(given, groups=(replace(first, title="Драма"), second))
    (change,) = answers_diff(given, named)
    assert change.path == ("groups", "Театр")
    groups = other.apply([change], who="второй", at=NOW).plan.answers.groups
    assert [group.title for group in groups] == ["Драма", "Хор", "Музей"]


def test_votes_are_one_answer(store: PlanStore) -> None:
    old = store.load().plan.answers
    new = replace(old, primary=replace(old.primary, votes=Votes(40, 31, 25, 4, 2)))
    (change,) = answers_diff(old, new)
    assert change.path == ("primary", "votes")
    assert store.apply([change], who="учитель", at=NOW).plan.answers == new
    assert "votes = {members = 40, present = 31, for = 25" in store.path.read_text()


def test_a_change_that_makes_no_plan_is_refused_and_nothing_is_written(store: PlanStore) -> None:
    before = store.path.read_bytes()
    with pytest.raises(ChangeRefusedError, match=r"school.timezone"):
        store.apply([SetAnswer(("school", "timezone"), "Mars")], who="учитель", at=NOW)
    with pytest.raises(ChangeRefusedError, match="structure_created"):
        store.apply([SetAnswer(("school", "structure_created"), None)], who="учитель", at=NOW)
    assert store.path.read_bytes() == before
    tick(store, "2а/8А")


def test_a_change_is_seen_by_others_at_a_glance(store: PlanStore) -> None:
    other = PlanStore(store.path)
    other.load()
    assert not other.changed()
    tick(store, "2а/8А")
    assert not store.changed()
    assert other.changed()
    assert other.load().plan.done.mark("2а/8А") == "created"
    assert not other.changed()
    store.path.unlink()
    assert other.changed()


def test_a_save_of_another_session_right_after_the_own_one_is_seen(
    store: PlanStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    from sferum_tui.plan.writing import PlanWriter

    real, other = PlanWriter.apply, PlanStore(store.path)

    def followed(self: PlanWriter, *given: object) -> object:
        found = real(self, *given)  # type: ignore[arg-type]
        monkeypatch.undo()
        tick(other, "2а/8Б")
        return found

    monkeypatch.setattr(PlanWriter, "apply", followed)
    tick(store, "2а/8А")
    assert store.changed()
    assert store.load().plan.done.created.keys() == {"2а/8А", "2а/8Б"}


def test_a_plan_that_somebody_broke_is_left_as_it_is(store: PlanStore) -> None:
    store.load()
    store.path.write_text("schema = 1\n[school\n")
    with pytest.raises(PlanError, match="строка 2"):
        tick(store, "2а/8А")
    assert store.path.read_text() == "schema = 1\n[school\n"


def test_a_newer_plan_opens_for_reading_only(store: PlanStore) -> None:
    text = store.path.read_text().replace("schema = 1", "schema = 2")
    store.path.write_text(text)
    assert "обновите" in store.load().read_only_reason
    with pytest.raises(PlanError, match="более новой версией"):
        tick(store, "2а/8А")
    assert store.path.read_text() == text


def test_a_plan_without_rights_opens_for_reading_only(
    store: PlanStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert store.load().read_only_reason == ""
    monkeypatch.setattr("os.access", lambda path, mode: mode == os.R_OK)
    assert store.changed()
    assert "только для чтения" in store.load().read_only_reason


# Links, rights, locks


def test_a_link_stays_a_link_and_all_stands_where_it_leads(
    store: PlanStore, tmp_path: Path
) -> None:
    link = tmp_path / "link.toml"
    link.symlink_to(store.path)
    linked = PlanStore(link)
    tick(linked, "2а/8А")
    assert link.is_symlink()
    assert store.load().plan.done.mark("2а/8А") == "created"
    assert {file.name for file in tmp_path.iterdir()} == {"link.toml", "settings"}
    assert linked.history() == store.history() != ()


def test_a_plan_can_be_made_where_a_link_leads(tmp_path: Path) -> None:
    link = tmp_path / "link.toml"
    link.symlink_to(tmp_path / "real.toml")
    store = PlanStore(link)
    assert not store.exists()
    store.create(Plan(city()))
    assert link.is_symlink()
    assert store.exists()


def test_rights_and_group_outlive_a_save(store: PlanStore) -> None:
    store.path.chmod(0o664)
    os.chown(store.path, -1, other_group())
    tick(store, "2а/8А")
    tick(store, "2а/8Б")
    for name in ("plan.toml", "plan.toml.bak", "plan.history"):
        found = store.path.with_name(name).stat()
        assert (stat.S_IMODE(found.st_mode), found.st_gid) == (0o664, other_group()), name


def test_rights_are_not_given_to_another_group(
    store: PlanStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.path.chmod(0o660)
    os.chown(store.path, -1, other_group())
    if store.path.stat().st_gid == os.getegid():
        pytest.skip("this user has no second group")

    def forbidden(*given: object) -> None:
        raise PermissionError

    monkeypatch.setattr("os.fchown", forbidden)
    tick(store, "2а/8А")
    assert stat.S_IMODE(store.path.stat().st_mode) == 0o600


def test_the_last_good_copy_is_kept(store: PlanStore) -> None:
    tick(store, "2а/8А")
    before = store.path.read_bytes()
    tick(store, "2а/8Б")
    assert store.path.with_name("plan.toml.bak").read_bytes() == before
    names = {file.name for file in store.path.parent.iterdir()}
    assert names == {"plan.toml", "plan.toml.bak", "plan.history"}


def test_the_last_good_copy_is_kept_where_files_have_but_one_name(
    store: PlanStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unknown(*given: object, **named: object) -> None:
        raise OSError(errno.EPERM, "")

    monkeypatch.setattr("os.link", unknown)
    before = store.path.read_bytes()
    tick(store, "2а/8А")
    copy = store.path.with_name("plan.toml.bak")
    assert copy.read_bytes() == before
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600


def test_a_comment_keeps_its_column_beside_a_changed_answer(store: PlanStore) -> None:
    changes = [SetAnswer(("primary", "decision"), "positive"), SetAnswer(("calendar", "week"), 6)]
    before = store.path.read_text().splitlines()
    store.apply(changes, who="учитель", at=NOW)
    changed = set(store.path.read_text().splitlines()) - set(before)
    columns = {line.split(" = ")[0]: line.index("#") for line in changed}
    assert columns == {"decision": 36, "week": 36}


def test_all_who_may_write_a_plan_may_lock_it(store: PlanStore) -> None:
    store.path.chmod(0o660)
    os.chown(store.path, -1, other_group())
    with disk.locked(store.path):
        found = store.path.with_name(".plan.toml.lock").stat()
    assert (stat.S_IMODE(found.st_mode), found.st_gid) == (0o660, other_group())


def test_a_lock_of_another_account_is_waited_for(
    store: PlanStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    lock = store.path.with_name(".plan.toml.lock")
    lock.touch()
    real, refused = os.open, []

    def foreign(path: object, *rest: int, **named: int) -> int:
        if str(path) == str(lock) and lock.exists():
            refused.append(path)
            if len(refused) > 4:
                lock.unlink()
            raise PermissionError(errno.EACCES, "")
        return real(path, *rest, **named)  # type: ignore[call-overload, no-any-return]

    monkeypatch.setattr("os.open", foreign)
    monkeypatch.setattr("time.sleep", lambda seconds: None)
    tick(store, "2а/8А")
    assert refused


def test_a_lock_held_too_long_gets_a_clear_word(
    store: PlanStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(disk, "PATIENCE", 0.05)
    held, done = threading.Event(), threading.Event()

    def hold() -> None:
        with disk.locked(store.path):
            held.set()
            done.wait(10)

    thread = threading.Thread(target=hold)
    thread.start()
    held.wait(10)
    with pytest.raises(PlanError, match="занят другим сеансом") as caught:
        tick(store, "2а/8А")
    assert caught.value.exit_code == 3
    done.set()
    thread.join()
    tick(store, "2а/8А")


@pytest.mark.parametrize("name", [".plan.toml.tmp", "plan.toml.bak", "..plan.toml.bak.tmp"])
def test_a_link_in_the_way_of_a_save_is_not_followed(
    store: PlanStore, tmp_path: Path, name: str
) -> None:
    victim = tmp_path / "victim"
    victim.write_text("mine")
    store.path.with_name(name).symlink_to(victim)
    tick(store, "2а/8А")
    assert victim.read_text() == "mine"


def test_a_link_in_place_of_the_history_is_not_followed(store: PlanStore, tmp_path: Path) -> None:
    victim = tmp_path / "victim"
    victim.write_text("mine\n")
    store.path.with_name("plan.history").symlink_to(victim)
    tick(store, "2а/8А")
    assert victim.read_text() == "mine\n"


@pytest.mark.parametrize("kind", ["folder", "pipe"])
def test_a_plan_replaced_by_something_else_gets_a_clear_word(store: PlanStore, kind: str) -> None:
    store.load()
    store.path.unlink()
    store.path.mkdir() if kind == "folder" else os.mkfifo(store.path)
    assert store.changed()
    with pytest.raises(PlanError, match=r"это папка|не обычный файл"):
        tick(store, "2а/8А")
    with pytest.raises(PlanError, match=r"это папка|не обычный|по кругу"):
        store.create(Plan(city()), force=True)


def test_days_are_answers_like_others(store: PlanStore) -> None:
    old = store.load().plan.answers
    calendar = replace(old.calendar, days_off=(date(2027, 1, 11),))
    plan = store.apply(answers_diff(old, replace(old, calendar=calendar)), "у", NOW).plan
    assert plan.answers.calendar.days_off == (date(2027, 1, 11),)
    assert "days_off = [2027-01-11]" in store.path.read_text()


def test_a_chat_ticked_again_keeps_its_moment_unless_another_is_given(store: PlanStore) -> None:
    def ticked(at: datetime, given: datetime | None = None) -> datetime:
        found = store.apply([SetMark("1г", "created", given)], "учитель", at)
        return found.plan.done.created["1г"]

    assert ticked(NOW) == NOW
    assert ticked(NOW + timedelta(days=14)) == NOW
    moved = NOW + timedelta(days=1)
    assert ticked(NOW + timedelta(days=14), moved) == moved


def owned(uid: int, gid: int, mode: int) -> os.stat_result:
    """What the system says of a file of this account and group."""
    return os.stat_result((mode, 0, 0, 1, uid, gid, 0, 0, 0, 0))


@pytest.mark.parametrize(
    ("mode", "gid", "told"), [(0o660, 2000, ""), (0o660, 3000, "петров"), (0o640, 2000, "петров"),
                              (0o606, 3000, "")],
)  # fmt: skip
def test_an_owner_who_can_no_longer_write_the_plan_is_named(
    store: PlanStore, monkeypatch: pytest.MonkeyPatch, mode: int, gid: int, told: str
) -> None:
    account = pwd.struct_passwd(("петров", "x", 1001, 1001, "", "/", "/bin/sh"))
    monkeypatch.setattr(pwd, "getpwuid", lambda uid: account)
    monkeypatch.setattr(os, "getgrouplist", lambda name, own: [own, 2000])
    before, after = owned(1001, gid, mode), owned(1002, gid, mode)
    assert disk.left_out(before, after) == told
    assert disk.left_out(before, before) == ""
    monkeypatch.setattr("sferum_tui.plan.writing.left_out", lambda *_: disk.left_out(before, after))
    notice = store.apply([SetNote("2а/8А", "к среде")], who="", at=NOW).notice
    assert notice.startswith(told)
    assert bool(notice) == bool(told)
