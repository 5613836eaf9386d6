"""Labels of other tools into a study: all or nothing, after a look at what will come in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from retinaview.core.edits import Edit, EyeEdit, GradingEdit, MarksEdit
from retinaview.core.errors import LabelError
from retinaview.core.grades import Grading
from retinaview.core.label_problems import OnProblem, Problem
from retinaview.core.lesions import LesionClass, style_of
from retinaview.core.photos import LabelledImage
from retinaview.core.study_classes import NEW, ClassList, StudyClass
from retinaview.core.text import brief
from retinaview.core.words import counted
from retinaview.exchange import EachFile, Intake, ignore, read_labels
from retinaview.imaging.eye_names import guess_eye
from retinaview.project.images import StudyImage
from retinaview.session.label_matching import LabelMatching
from retinaview.session.mark_merging import merged
from retinaview.session.session import Session


@dataclass(frozen=True)
class ImportReport:
    """The result of an import.

    Attributes
    ----------
    photographs : int
        Photographs of the study that the files speak of.
    marks : int
        New marks.
    gradings : int
        New answers.
    already_there : int
        Marks that the study had already, left as they are.
    places : int
        Networks' regions and discovered patches, which are no labels and were left out.
    updated : int
        Marks of the study that the files have in a newer form.
    conflicts : tuple of str
        Newer or locked marks, and newer answers, of the study that stay as they are.
    problems : tuple of Problem
        Labels that were left out or cut.
    notes : tuple of str
        What else happened to labels, such as polygons that became boxes.
    by_class : mapping of LesionClass to int
        New and updated marks of each class.
    new_classes : tuple of str
        Names of classes that join the study.
    """

    photographs: int
    marks: int
    gradings: int
    already_there: int
    places: int = 0
    updated: int = 0
    conflicts: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    notes: tuple[str, ...] = ()
    by_class: Mapping[LesionClass, int] = field(default_factory=dict)
    new_classes: tuple[str, ...] = ()

    def __str__(self) -> str:
        parts = [
            f"{counted(self.marks, 'mark')} and {counted(self.gradings, 'grading')} on "
            f"{counted(self.photographs, 'photograph')}"
        ]
        if self.already_there:
            were = "mark was" if self.already_there == 1 else "marks were"
            parts.append(f"{self.already_there} {were} there already")
        if self.updated:
            were = "mark of the study was" if self.updated == 1 else "marks of the study were"
            parts.append(f"{self.updated} {were} updated")
        if self.conflicts:
            parts.append(f"{len(self.conflicts)} newer ones of the study stay as they are")
        if self.places:
            parts.append(
                f"{self.places} regions or patches of a network were left out, "
                "because they are places, not lesions"
            )
        cut = sum(problem.cut for problem in self.problems)
        if cut:
            parts.append(f"{counted(cut, 'box', 'boxes')} cut to the photograph")
        if len(self.problems) > cut:
            parts.append(f"{len(self.problems) - cut} labels with problems were left out")
        if self.new_classes:
            classes = "class joins" if len(self.new_classes) == 1 else "classes join"
            parts.append(f"new {classes} the study: {', '.join(self.new_classes)}")
        return "; ".join((*parts, *self.notes))

    def classes(self) -> str:
        """Return the marks of each class in words; empty if there are none."""
        counts = sorted(self.by_class.items(), key=lambda item: -item[1])
        return ", ".join(f"{count} {style_of(lesion).label}" for lesion, count in counts)


@dataclass(frozen=True)
class PreparedImport:
    """What an import will change, and what it then has brought.

    Attributes
    ----------
    edits : tuple of Edit
        New marks and answers.
    joining : tuple of StudyClass
        Classes that the study gets.
    report : ImportReport
        What is said of it.
    """

    edits: tuple[Edit, ...]
    joining: tuple[StudyClass, ...]
    report: ImportReport

    def classes(self, now: ClassList) -> ClassList:
        """Return what the study offers then; `now`, another window may have changed the list."""
        return now.added(
            (each.lesion for each in self.joining), names=[each.label for each in self.joining]
        )

    def write(self, session: Session) -> None:
        """Write it, in any thread; see `Session.write`, and `took` for what the caller has to do.

        Raises
        ------
        ProjectError
            The study cannot be written, or its classes are not for this reader to change.
        """
        session.classes.write(self.classes(session.classes.current))
        session.write(self.edits)

    def took(self, session: Session) -> None:
        """Tell of what was written."""
        if self.report.new_classes:
            session.classes.changed.emit()
        session.took(self.edits)


def commit_import(session: Session, prepared: PreparedImport) -> None:
    """Change what an import changes, in the session's own thread.

    Raises
    ------
    ProjectError
        The study cannot be written.
    """
    session.classes.change(prepared.classes(session.classes.current))
    session.commit(prepared.edits)


def prepare_import(
    session: Session,
    files: Sequence[Path],
    *,
    format: str | None = None,  # noqa: A002
    on_problem: OnProblem = OnProblem.FAIL,
    classes: Mapping[str, str] | None = None,
    each_file: EachFile = ignore,
) -> PreparedImport:
    """Read label files and find out what they would add; nothing is changed yet.

    Safe in another thread than the session's own, which then has `Session.write` and
    `Session.took` for the edits.

    Nothing that a person did in the study is removed: a mark that says nothing new is skipped, one
    that the study has in an older form is updated, one that decides on an untouched proposal takes
    its place (see `mark_merging.merged`), and another reader's answer is a problem. A mark or an
    answer that names nobody is this reader's, who takes it from its file.

    Parameters
    ----------
    session : Session
        The study; only read.
    files : sequence of Path
        Label files and folders of them.
    format : str, optional
        By default told by what the files hold.
    on_problem : OnProblem
        What to do with labels that cannot be taken as they are: those of an unknown class, outside
        their photograph, of a photograph that is not in the study or is another one than they say
        (by size, content or eye), and answers where the study has another.
    classes : mapping of str to str, optional
        Class by its name in the files; an empty one leaves boxes of that name out, and one after
        ``+`` joins the study where it is not one of its classes yet.
    each_file : callable, optional
        Called before each file is read; what it raises ends the import.

    Raises
    ------
    LabelError
        A file cannot be understood, or there is a problem and `on_problem` is FAIL.
    """
    matching = LabelMatching(session)
    intake = Intake(
        on_problem=on_problem,
        classes=classes,
        find=session.classes.current.find,
        size_of=matching.size_of,
        each_file=each_file,
    )
    found = read_labels(files, format=format, intake=intake)
    pairs = matching.pairs(found, files[0], intake)
    taking = _Taking(session, intake)
    for labelled, image in pairs:
        taking.take(labelled, image)
    places = sum(len(labelled.places) for labelled, _ in pairs)
    offered, wider = session.classes.current, _with_new(session, taking.edits, classes or {})
    joining = tuple(each for each in wider.classes if each.lesion not in offered)
    new = tuple(each.label for each in joining)
    report = replace(taking.report(len(pairs), places), new_classes=new)
    return PreparedImport(tuple(taking.edits), joining, report)


def _with_new(session: Session, edits: Sequence[Edit], classes: Mapping[str, str]) -> ClassList:
    """Return the study's classes with those of its own that come in."""
    lesions = [mark.lesion for e in edits if isinstance(e, MarksEdit) for mark in e.after]
    names = [given.removeprefix(NEW).strip() or name for name, given in classes.items()]
    own = (lesion for lesion in lesions if lesion.is_own)
    return session.classes.current.added(own, names=names)


class _Taking:
    """Takes the labels of one photograph after the other."""

    def __init__(self, session: Session, intake: Intake) -> None:
        self.edits: list[Edit] = []
        self._session, self._intake = session, intake
        self._present, self._ids = session.all_marks(), session.mark_ids()
        self._already_there = self._updated = 0
        self._conflicts: list[str] = []
        self._notes: Counter[str] = Counter()

    def take(self, labelled: LabelledImage, image: StudyImage) -> None:
        """Note what the labels of a photograph change."""
        here = self._present.get(image.id, ())
        found = merged(labelled.marks, here, taken=self._ids, reader=self._session.reader)
        self._already_there += found.already_there
        self._updated += found.updated
        self._conflicts += [f"{brief(image.path)}: {conflict}" for conflict in found.conflicts]
        if (edit := found.edit(image.id)) is not None:
            self.edits.append(edit)
        self._take_eye(labelled, image)
        self._take_grading(labelled.grading, image)

    def _take_eye(self, labelled: LabelledImage, image: StudyImage) -> None:
        """Take patient and eye where the study knows none, or knows them from the name alone."""
        before, given = (image.patient, image.eye), labelled.patient.strip()
        is_guess = image.patient in ("", guess_eye(image.path).patient)
        after = (given or image.patient) if is_guess else image.patient, image.eye or labelled.eye
        if after != before:
            self.edits.append(EyeEdit(image.id, "Import patient", before, after))
            self._notes["photographs that get their patient or eye from the files"] += 1
        if given not in ("", after[0]):
            self._notes["photographs that keep another patient than the files say"] += 1

    def _take_grading(self, given: Grading, image: StudyImage) -> None:
        whose = given.reader or self._session.reader
        present = self._session.answers.by(image.id, whose)
        if given.is_empty:
            return
        given = replace(given, flag=given.flag or present.flag)  # the reader means to come back
        if given == present:
            return
        if not present.says_something or _is_newer(given, present):
            self.edits.append(GradingEdit(image.id, "Import grading", present, given))
        elif _is_newer(present, given):
            conflict = "was graded again after the file's grading, which is left out"
            self._conflicts.append(f"{brief(image.path)}: {conflict}")
        else:
            message = "the study has another grading of it"
            error = LabelError(message, path=image.path, field="dr_grade")
            self._intake.problem(error, "grading")

    def report(self, photographs: int, places: int) -> ImportReport:
        """Return what the import brings."""
        marks = [mark for e in self.edits if isinstance(e, MarksEdit) for mark in e.after]
        return ImportReport(
            photographs=photographs,
            marks=len(marks) - self._updated,
            gradings=sum(isinstance(edit, GradingEdit) for edit in self.edits),
            already_there=self._already_there,
            places=places,
            updated=self._updated,
            conflicts=tuple(self._conflicts),
            problems=tuple(self._intake.problems),
            notes=tuple(
                f"{note}: {count}" for note, count in (self._intake.notes + self._notes).items()
            ),
            by_class=Counter(mark.lesion for mark in marks),
        )


def _is_newer(one: Grading, other: Grading) -> bool:
    """Return whether an answer is the same reader's later one, or the same edited elsewhere."""
    if one.at is None or other.at is None:
        return False
    return one.reader == other.reader and one.at >= other.at
