"""Each data set's reader on a miniature of the layout in which the set is downloaded."""

import base64
import io
import time
import zipfile
import zlib
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

import openpyxl
import pytest

from retinaview.core.errors import LabelError, ReadError
from retinaview.core.grades import Laterality
from retinaview.core.lesions import LesionClass
from retinaview.exchange.data_sets import DataSet, SetPhotograph, read_data_set
from retinaview.exchange.data_sets.excel import read_excel
from tests.mutators.data_sets import workbook

MA, HE, EX, SE = (
    LesionClass.MICROANEURYSM,
    LesionClass.HAEMORRHAGE,
    LesionClass.HARD_EXUDATE,
    LesionClass.COTTON_WOOL_SPOT,
)
Put = Callable[..., None]


@pytest.fixture
def put(tmp_path: Path) -> Put:
    """Writes files of a set; pictures are empty, for readers decode nothing."""

    def write(*names: str, text: str = "") -> None:
        for name in names:
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")

    return write


def by_name(found: DataSet) -> dict[str, SetPhotograph]:
    return {each.name.rpartition("/")[2]: each for each in found.photographs}


def test_idrid_segmentation(put: Put, tmp_path: Path) -> None:
    a = "A. Segmentation"
    put(f"{a}/1. Original Images/a. Training Set/IDRiD_01.jpg")
    put(f"{a}/1. Original Images/b. Testing Set/IDRiD_55.jpg")
    truth = f"{a}/2. All Segmentation Groundtruths"
    put(f"{truth}/a. Training Set/1. Microaneurysms/IDRiD_01_MA.tif")
    put(f"{truth}/a. Training Set/5. Optic Disc/IDRiD_01_OD.tif")
    put(f"{truth}/b. Testing Set/4. Soft Exudates/IDRiD_55_SE.tif")
    found = read_data_set(tmp_path)
    assert found.layout == "IDRiD"
    one, other = by_name(found)["IDRiD_01.jpg"], by_name(found)["IDRiD_55.jpg"]
    assert set(one.masks) == {MA, LesionClass.OPTIC_DISC}
    assert set(other.masks) == {SE}
    assert (one.split, other.split) == ("train segmentation", "test segmentation")


def test_idrid_grades_repeat_names_between_its_sets(put: Put, tmp_path: Path) -> None:
    b = "B. Disease Grading"
    put(f"{b}/1. Original Images/a. Training Set/IDRiD_001.jpg")
    put(f"{b}/1. Original Images/b. Testing Set/IDRiD_001.jpg")
    head = "Image name,Retinopathy grade,Risk of macular edema ,,\n"
    name = f"{b}/2. Groundtruths/%s. IDRiD_Disease Grading_%sing Labels.csv"
    put(name % ("a", "Train"), text=head + "IDRiD_001,3,2,,\nIDRiD_002,0,0,,\n")
    put(name % ("b", "Test"), text=head + "IDRiD_001,4,0,,\n")
    found = read_data_set(tmp_path)
    graded = {(each.split, each.name[-7:-4]): each for each in found.photographs}
    assert graded["train grading", "001"].grades == (3,)
    assert graded["train grading", "001"].dme == (2,)
    assert graded["test grading", "001"].grades == (4,)
    assert graded["train grading", "002"].path is None


def test_idrid_localisation(put: Put, tmp_path: Path) -> None:
    c = "C. Localization"
    put(f"{c}/1. Original Images/a. Training Set/IDRiD_001.jpg")
    centres = f"{c}/2. Groundtruths/1. Optic Disc Center Location"
    put(
        f"{centres}/a. IDRiD_OD_Center_Training Set_Markups.csv",
        text="Image No,X- Coordinate,Y - Coordinate,,\nIDRiD_001,2100,1200,,\n,,,,\n",
    )
    assert read_data_set(tmp_path).photographs[0].tags == ("optic_disc centre",)


def test_eyepacs(put: Put, tmp_path: Path) -> None:
    put("train/10_left.jpeg", "train/10_right.jpeg")
    put("trainLabels.csv", text="image,level\n10_left,0\n10_right,2\n13_left,1\n")
    found = read_data_set(tmp_path)
    photographs = by_name(found)
    assert found.layout == "EyePACS (Kaggle 2015)"
    assert photographs["10_right.jpeg"].grades == (2,)
    assert photographs["10_left.jpeg"].eye is Laterality.OS
    assert photographs["10_left.jpeg"].patient == "10"
    assert photographs["13_left.jpeg"].path is None


def test_aptos(put: Put, tmp_path: Path) -> None:
    put("train_images/0a1b.png", "test_images/0c2d.png")
    put("train.csv", text="id_code,diagnosis\n0a1b,4\n")
    put("test.csv", text="id_code\n0c2d\n")
    found = read_data_set(tmp_path)
    assert found.layout == "APTOS 2019"
    assert by_name(found)["0a1b.png"].grades == (4,)
    assert by_name(found)["0c2d.png"].grades == ()
    assert by_name(found)["0c2d.png"].split == "test"


def test_messidor_has_its_own_scale(put: Put, tmp_path: Path) -> None:
    put("Base11/20051019_38557_0100_PP.tif")
    book = openpyxl.Workbook()
    head = ["Image name", "Ophthalmologic department", "Retinopathy grade", "Risk of macular edema"]
    for row in (head, ["20051019_38557_0100_PP.tif", "Service Lariboisière", 3, 1]):
        book.worksheets[0].append(row)
    book.save(tmp_path / "Annotation_Base11.xlsx")
    found = read_data_set(tmp_path)
    assert found.layout == "Messidor"
    assert found.scale == "Messidor 0-3, not ICDR"
    assert (found.photographs[0].grades, found.photographs[0].dme) == ((3,), (1,))


@pytest.mark.skipif(find_spec("xlrd") is None, reason="xlrd is not installed")
def test_messidors_own_tables_are_of_an_old_excel(put: Put, tmp_path: Path) -> None:
    put("Base11/20051019_38557_0100_PP.tif", "Base11/20051020_43808_0100_PP.tif")
    table = zlib.decompress(base64.b85decode(OLD_EXCEL))
    (tmp_path / "Annotation_Base11.xls").write_bytes(table)
    photographs = by_name(read_data_set(tmp_path))
    first, second = (photographs[name] for name in sorted(photographs))
    assert (first.grades, first.dme) == ((3,), (1,))
    assert (second.grades, second.dme) == ((0,), (0,))
    (tmp_path / "Annotation_Base11.xls").write_bytes(table[:3000])
    with pytest.raises(LabelError, match=r"Annotation_Base11\.xls: is no Excel table"):
        read_data_set(tmp_path)


def test_a_table_of_excel_that_cannot_be_read_is_one_sentence(put: Put, tmp_path: Path) -> None:
    put("Base11/a.tif")
    put("Annotation_Base11.xlsx", text="no Excel")
    with pytest.raises(LabelError, match=r"Annotation_Base11\.xlsx: is no Excel table"):
        read_data_set(tmp_path)


NAMESPACE = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
BOMBS = {
    "xl/worksheets/sheet1.xml": (
        f'<worksheet {NAMESPACE}><sheetData><row r="99999999999"><c r="A1"/></row>'
        "</sheetData></worksheet>",
        f"<worksheet {NAMESPACE}><sheetData>"
        + "".join(f'<row r="{n}"><c r="XFD{n}"/></row>' for n in range(1, 999))
        + "</sheetData></worksheet>",
        f"<worksheet {NAMESPACE}><sheetData><row>{'<c/>' * 2_000_000}</row>"
        "</sheetData></worksheet>",
    ),
    "xl/styles.xml": (
        f"<styleSheet {NAMESPACE}><fonts>{'<font/>' * 100_000}</fonts></styleSheet>",
    ),
    "xl/theme/theme1.xml": (" " * (1 << 25),),
}


@pytest.mark.parametrize(
    ("part", "content"), [(part, each) for part, contents in BOMBS.items() for each in contents],
    ids=["far row", "wide rows", "cells", "styles", "blanks"],
)  # fmt: skip
def test_a_small_excel_file_that_is_a_large_table_is_refused(
    tmp_path: Path, part: str, content: str
) -> None:
    path = tmp_path / "a.xlsx"
    with (
        zipfile.ZipFile(io.BytesIO(workbook())) as sound,
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as bomb,
    ):
        for name in sound.namelist():
            bomb.writestr(name, content if name == part else sound.read(name))
    assert path.stat().st_size < 100_000
    began = time.process_time()
    with pytest.raises(LabelError, match=r"a\.xlsx: is too large for an Excel table"):
        read_excel(path)
    assert time.process_time() - began < 5


def test_messidor_2(put: Put, tmp_path: Path) -> None:
    put("IMAGES/20051020_43808_0100_PP.png", "IMAGES/IM000001.jpg")
    put(
        "messidor_data.csv",
        text="image_id,adjudicated_dr_grade,adjudicated_dme,adjudicated_gradable\n"
        "20051020_43808_0100_PP.png,1,0,1\nIM000001.jpg,,,0\n",
    )
    put("messidor-2.csv", text="left;right\n20051020_43808_0100_PP.png;IM000001.jpg\n")
    photographs = by_name(read_data_set(tmp_path))
    assert photographs["20051020_43808_0100_PP.png"].grades == (1,)
    assert photographs["IM000001.jpg"].quality == "ungradable"
    assert {each.patient for each in photographs.values()} == {"pair 2"}


def test_ddr(put: Put, tmp_path: Path) -> None:
    put("DR_grading/train/007-0004-000.jpg", "DR_grading/train/007-0007-000.jpg")
    put("DR_grading/train.txt", text="007-0004-000.jpg 2\n007-0007-000.jpg 5\n")
    put("lesion_segmentation/valid/image/007-1774-100.jpg")
    put("lesion_segmentation/valid/segmentation label/EX/007-1774-100.tif")
    put("lesion_segmentation/valid/segmentation label/SE/007-1774-100.tif")
    box = "<bndbox><xmin>5</xmin><ymin>6</ymin><xmax>15</xmax><ymax>9</ymax></bndbox>"
    size = "<size><width>100</width><height>90</height><depth>3</depth></size>"
    put(
        "lesion_detection/valid/007-1774-100.xml",
        text="<annotation><filename>007-1774-100.jpg</filename>"
        f"{size}<object><name>ma</name>{box}</object></annotation>",
    )
    photographs = by_name(read_data_set(tmp_path))
    assert photographs["007-0004-000.jpg"].grades == (2,)
    assert photographs["007-0007-000.jpg"].quality == "ungradable"
    masked = photographs["007-1774-100.jpg"]
    assert set(masked.masks) == {EX, SE}
    assert [(each.lesion, each.box.width) for each in masked.boxes] == [(MA, 10)]


def test_e_ophtha(put: Put, tmp_path: Path) -> None:
    put("e_optha_EX/EX/E0000404/C0001273.jpg", "e_optha_EX/healthy/E0000403/C0001274.jpg")
    put("e_optha_EX/Annotation_EX/E0000404/C0001273_EX.png")
    put("e_optha_MA/MA/E0000043/C0000887.jpg", "e_optha_MA/Annotation_MA/E0000043/C0000887.png")
    found = read_data_set(tmp_path)
    photographs = by_name(found)
    assert len(photographs) == 3
    assert set(photographs["C0001273.jpg"].masks) == {EX}
    assert set(photographs["C0000887.jpg"].masks) == {MA}
    assert photographs["C0001274.jpg"].tags == ("healthy",)
    assert photographs["C0001274.jpg"].patient == "E0000403"
    assert "examinations, not patients" in found.notes[0]


def test_diaretdb1_keeps_its_experts_apart(put: Put, tmp_path: Path) -> None:
    put("resources/images/ddb1_fundusimages/image001.png")
    put("resources/images/ddb1_groundtruth/hardexudates/image001.png")
    put("resources/images/ddb1_groundtruth/redsmalldots/image001.png")
    circle = (
        "<circleregion><centroid><coords2d>50,40</coords2d></centroid>"
        '<radius direction="">10</radius></circleregion>'
    )
    corners = ("10,20", "30,20", "30,50")
    points = "".join(f"<coords2d>{corner}</coords2d>" for corner in corners)
    polygon = f"<polygonregion>{points}</polygonregion>"
    text = (
        "<imgannotooldata><markinglist>"
        "<marking>%s<markingtype>Haemorrhages</markingtype></marking>"
        "<marking>%s<markingtype>Fundus_area</markingtype></marking>"
        "</markinglist></imgannotooldata>"
    )
    xml = "resources/groundtruth/diaretdb1_image001_0%d_plain.xml"
    put(xml % 1, text=text % (circle, circle))
    put(xml % 3, text=text % (polygon, circle))
    found = read_data_set(tmp_path)
    photograph = found.photographs[0]
    assert set(photograph.masks) == {EX, MA}
    boxes = {each.reader: each.box for each in photograph.boxes}
    assert (boxes["expert 1"].x, boxes["expert 1"].width) == (40, 20)
    assert (boxes["expert 3"].x, boxes["expert 3"].height) == (10, 30)
    assert "Fundus_area" in found.notes[0]


def test_diaretdb0_names_lesions_without_places(put: Put, tmp_path: Path) -> None:
    put("resources/images/diaretdb0_fundus_images/image001.png")
    put(
        "resources/groundtruths/diaretdb0_groundtruths/image001.dot",
        text="redsmalldots n/a hardexudates\n",
    )
    assert read_data_set(tmp_path).photographs[0].tags == ("microaneurysm", "hard_exudate")


def test_deepdrid(put: Put, tmp_path: Path) -> None:
    training = "regular_fundus_images/regular-fundus-training"
    put(f"{training}/Images/1/1_l1.jpg", f"{training}/Images/1/1_r2.jpg")
    put(
        f"{training}/regular-fundus-training.csv",
        text="patient_id,image_id,image_path,Overall quality,left_eye_DR_Level,"
        "right_eye_DR_Level,patient_DR_Level\n"
        "1,1_l1,\\training\\1\\1_l1.jpg,1,0,,1\n1,1_r2,\\training\\1\\1_r2.jpg,0,,3,1\n",
    )
    photographs = by_name(read_data_set(tmp_path))
    left, right = photographs["1_l1.jpg"], photographs["1_r2.jpg"]
    assert (left.eye, left.grades, left.quality) == (Laterality.OS, (0,), "good")
    assert (right.eye, right.grades, right.quality) == (Laterality.OD, (3,), "doubtful")
    assert left.patient == right.patient == "1"


def test_fgadr(put: Put, tmp_path: Path) -> None:
    put("Seg-set/Original_Images/0000_1.png", "Grade-set/Original_Images/0000_1.png")
    put("Seg-set/HardExudate_Masks/0000_1.png", "Seg-set/Hemohedge_Masks/0000_1.png")
    put("Seg-set/DR_Seg_Grading_Label.csv", text="0000_1.png,2\n")
    found = read_data_set(tmp_path)
    photographs = {each.split: each for each in found.photographs}
    assert set(photographs["seg-set"].masks) == {EX, HE}
    assert photographs["seg-set"].grades == (2,)
    assert photographs["grade-set"].grades == ()


def test_retinal_lesions(put: Put, tmp_path: Path) -> None:
    put("images_896x896/1051_right.jpg")
    put("lesion_segs_896x896/1051_right/microaneurysm.png")
    put("lesion_segs_896x896/1051_right/retinal_hemorrhage.png")
    put("lesion_segs_896x896/1051_right/vitreous_hemorrhage.png")
    put("dr_grades.csv", text="image,dr_grade\n1051_right,2\n")
    photograph = read_data_set(tmp_path).photographs[0]
    assert set(photograph.masks) == {MA, HE}
    assert photograph.tags == ("vitreous_hemorrhage",)
    assert photograph.grades == (2,)
    assert photograph.patient == "1051"


def test_rfmid(put: Put, tmp_path: Path) -> None:
    put("Training_Set/Training/1.png", "Test_Set/Test/1.png")
    head = "ID,Disease_Risk,DR,ARMD\n"
    put("Training_Set/RFMiD_Training_Labels.csv", text=head + "1,1,1,0\n")
    put("Test_Set/RFMiD_Testing_Labels.csv", text=head + "1,0,0,0\n")
    photographs = {each.split: each for each in read_data_set(tmp_path).photographs}
    assert photographs["train"].tags == ("DR",)
    assert photographs["test"].tags == ("healthy",)


def test_a_folder_with_a_table(put: Put, tmp_path: Path) -> None:
    put("images/a.jpg", "images/b.jpg", "vessels/a.png")
    put(
        "labels.csv",
        text="image;patient;laterality;diagnosis\na.jpg;P1;left;2\nb;P1;OD;7\n",
    )
    put("circles.csv", text="image,x,y,radius,lesion\na,20,30,5,microaneurysm\n")
    found = read_data_set(tmp_path)
    photographs = by_name(found)
    assert set(photographs) == {"a.jpg", "b.jpg"}
    one = photographs["a.jpg"]
    assert (one.patient, one.eye, one.grades) == ("P1", Laterality.OS, (2,))
    assert [(each.lesion, each.box.x) for each in one.boxes] == [(MA, 15)]
    assert any("row 3" in note for note in found.notes)
    assert any("vessels" in note for note in found.notes)


def test_a_folder_of_photographs_may_have_the_name_of_a_class(
    put: Put, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put("PH/a.jpg", "PH/b.jpg", "PH/masks/MA/a.png")
    for folder in (tmp_path / "PH", Path()):
        monkeypatch.chdir(tmp_path / "PH")
        found = by_name(read_data_set(folder))
        assert {*found} == {"a.jpg", "b.jpg"}
        assert [*found["a.jpg"].masks] == [MA]


def test_names_that_repeat_between_splits_stay_apart(put: Put, tmp_path: Path) -> None:
    put("train/1.jpg", "test/1.jpg")
    put("grades.csv", text="split,image,dr_grade\ntrain,1,0\ntest,1,4\n")
    graded = {each.split: each.grades for each in read_data_set(tmp_path).photographs}
    assert graded == {"train": (0,), "test": (4,)}


def test_labels_of_other_tools(put: Put, tmp_path: Path) -> None:
    put("images/train/a.jpg", "classes.txt")
    put("classes.txt", text="hard_exudate\n")
    put("labels/train/a.txt", text="0 0.5 0.5 0.2 0.2\n")
    put(
        "annotations.json",
        text='{"images": [{"id": 1, "file_name": "a.jpg", "width": 50, "height": 40}],'
        '"categories": [{"id": 1, "name": "hard_exudate"}],'
        '"annotations": [{"id": 1, "image_id": 1, "category_id": 1, "bbox": [1, 2, 3, 4]}]}',
    )
    (tmp_path / "labels" / "train" / "a.txt").unlink()
    (tmp_path / "classes.txt").unlink()
    found = read_data_set(tmp_path)
    assert found.layout == "label files"
    assert [each.lesion for each in found.photographs[0].boxes] == [EX]


def test_a_grade_off_the_scale_names_row_and_column(put: Put, tmp_path: Path) -> None:
    put("train_images/a.png")
    put("train.csv", text="id_code,diagnosis\na,9\n")
    with pytest.raises(LabelError, match=r"row 2, diagnosis: must be a whole number from 0 to 4"):
        read_data_set(tmp_path)


def test_no_folder_and_no_photograph_are_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="does not exist"):
        read_data_set(tmp_path / "none")
    with pytest.raises(LabelError, match="has no photograph"):
        read_data_set(tmp_path)


OLD_EXCEL = (
    r"c-rk)O=uHA6n?Ww`bV24H7&G4SqfIIMK-O)cxa=7ErQlq1x19oO{VSABpbF{p<b-k9tFXZ;-%1wmsT(Spn~2!2o-"
    r"w}1fkK3;7L&M&~|<Eb`w+Wp#d#b_FLx7n>X{`yq%dhGrO-Bf=e^^n{x0AdcXs#Rwa}b$rz@}d?5f>Z&`xP=M|VN7"
    r"ylG0D{vyqeDI{^Rk@f$G2c0m;GXvdQh*Pb&O;XZ^$eFc5r@eKl?flZkutc05<fJOS9L@aM7I&0r<PBN9wf<iqTSe"
    r"biJgOmXn$M8S;c3i7OL}uu=|j7-jO5>_3%=x;>$Of-PQ+(3{6dK&5CAkHOvCeTOZGGLrpC~2q$nBzF9KB*L<Wtmt"
    r"Fbh${C>i`&xPVI`W&67hn>s3$(zeaY3H;+CkXM$F)>=8RltI6_Hs5a5SwBb2+1?c_YAy?1(v{rqX&!AJ!6bl4n)J"
    r"O!JHx1Q_6^meI4SIWi#+8)}j_piCPZmGvPxttQ4(sv+|vPpfhhK!>7qg_ZDucxR-mYkyn`D@r^T+iPk=A%IidxTq"
    r"z#d`va8L0ucuJ{i2A)1k!obw-p(u}+mZBWO<vtl3j)DAuZxCZU%2AVpjNUvT;Emp8`;W6?NCCh3*!(`JVlAh6(y&"
    r"_HEB)p&@Cnl{qdL-Z<H-A;TH(GbQ7=B=@Mhv}W7HrJ@O75nKVEJk-0@w<?p{(SOL^Yq8)Zsh0sa+gALZ=*BNf~Q{"
    r"+^~Ey<?W~>Mz9sNDn$MZDGrcF;_}ea3Aq5=YE$2wBg%vTih#*nBBu0l7N|G~HcFBV!k7J9iV~de3uhX89EgzPip>"
    r"K?A`Kd)2*%DTyb*xB*Hg>7lid68(rXJ{#>fnK3aqs<!DsbV#g$oxhT)1$t)xhX}Y2T^Eozdsq*UO#%IxCn~-QOht"
    r"Ee1fx$HWiQBap$|fQgdUPXqW^-WJ=SPX2$Pz!~h_fKeDEKSoPlzxXx6ir;6$ih(~DLZ$Y<T8f{4x&I&2boLY"
)
"""Compressed: two rows as in Messidor's ``Annotation_Base11.xls``, written by xlwt (BIFF8)."""
