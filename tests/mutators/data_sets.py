"""Miniatures of data sets in the layouts of their downloads."""

from __future__ import annotations

import io

import openpyxl
from PIL import Image

from tests.mutators.seeds import Files, scene

PICTURE = (".jpg", ".jpeg", ".png", ".tif")
_SIZE = "<size><width>48</width><height>40</height><depth>3</depth></size>"
_BOX = "<bndbox><xmin>5</xmin><ymin>6</ymin><xmax>15</xmax><ymax>9</ymax></bndbox>"
_VOC = (
    f"<annotation><filename>1.jpg</filename>{_SIZE}<object><name>ma</name>{_BOX}</object>"
    "</annotation>"
)
_CORNERS = "".join(f"<coords2d>{at}</coords2d>" for at in ("10,20", "30,20", "30,50"))
_EXPERT = (
    "<imgannotooldata><markinglist>"
    "<marking><circleregion><centroid><coords2d>50,40</coords2d></centroid>"
    '<radius direction="">10</radius></circleregion><markingtype>Haemorrhages</markingtype>'
    f"</marking><marking><polygonregion>{_CORNERS}</polygonregion>"
    "<representativepoint><coords2d>3,4</coords2d></representativepoint>"
    "<markingtype>Hard_exudates</markingtype></marking></markinglist></imgannotooldata>"
)
_COCO = (
    '{"images": [{"id": 1, "file_name": "a.jpg", "width": 48, "height": 40}],'
    '"categories": [{"id": 1, "name": "hard_exudate"}],'
    '"annotations": [{"id": 1, "image_id": 1, "category_id": 1, "bbox": [1, 2, 3, 4]}]}'
)
_IDRID = "B. Disease Grading/2. Groundtruths/a. IDRiD_Disease Grading_Training Labels.csv"
_TRUTH = "A. Segmentation/2. All Segmentation Groundtruths/a. Training Set"
_CENTRES = "C. Localization/2. Groundtruths/1. Optic Disc Center Location"
_DEEPDRID = "regular_fundus_images/regular-fundus-training"

_SETS: dict[str, tuple[tuple[str, ...], dict[str, str]]] = {
    "idrid": (
        (
            "A. Segmentation/1. Original Images/a. Training Set/IDRiD_01.jpg",
            f"{_TRUTH}/1. Microaneurysms/IDRiD_01_MA.tif",
            "B. Disease Grading/1. Original Images/a. Training Set/IDRiD_001.jpg",
        ),
        {
            _IDRID: "Image name,Retinopathy grade,Risk of macular edema ,,\nIDRiD_001,3,2,,\n",
            f"{_CENTRES}/a. IDRiD_OD_Center_Training Set_Markups.csv": (
                "Image No,X- Coordinate,Y - Coordinate,,\nIDRiD_001,2100,1200,,\n,,,,\n"
            ),
        },
    ),
    "messidor2": (
        ("IMAGES/a.png", "IMAGES/b.jpg"),
        {
            "messidor_data.csv": (
                "image_id,adjudicated_dr_grade,adjudicated_dme,adjudicated_gradable\n"
                "a.png,1,0,1\nb.jpg,,,0\n"
            ),
            "messidor-2.csv": "left;right\na.png;b.jpg\n",
        },
    ),
    "ddr": (
        (
            "DR_grading/train/1.jpg",
            "lesion_segmentation/valid/image/1.jpg",
            "lesion_segmentation/valid/segmentation label/EX/1.tif",
        ),
        {"DR_grading/train.txt": "1.jpg 2\n2.jpg 5\n", "lesion_detection/valid/1.xml": _VOC},
    ),
    "eophtha": (
        ("e_optha_EX/EX/E1/C1.jpg", "e_optha_EX/Annotation_EX/E1/C1_EX.png"),
        {"e_optha_EX/notes.csv": "a,b\n1,2\n"},
    ),
    "diaretdb1": (
        ("ddb1_fundusimages/image001.png", "ddb1_groundtruth/hardexudates/image001.png"),
        {"diaretdb1_image001_01_plain.xml": _EXPERT, "image001_02.xml": _EXPERT},
    ),
    "diaretdb0": (
        ("diaretdb0_fundus_images/image001.png",),
        {"diaretdb0_groundtruths/image001.dot": "redsmalldots n/a hardexudates\n"},
    ),
    "deepdrid": (
        (f"{_DEEPDRID}/Images/1/1_l1.jpg", f"{_DEEPDRID}/Images/1/1_r2.jpg"),
        {
            f"{_DEEPDRID}/regular-fundus-training.csv": (
                "patient_id,image_id,image_path,Overall quality,left_eye_DR_Level,"
                "right_eye_DR_Level,patient_DR_Level\n"
                "1,1_l1,\\a\\1\\1_l1.jpg,1,0,,1\n1,1_r2,\\a\\1\\1_r2.jpg,0,,3,1\n"
            )
        },
    ),
    "fgadr": (
        ("Seg-set/Original_Images/0_1.png", "Seg-set/HardExudate_Masks/0_1.png"),
        {"Seg-set/DR_Seg_Grading_Label.csv": "0_1.png,2\n"},
    ),
    "retinal-lesions": (
        ("images_896x896/1_right.jpg", "lesion_segs_896x896/1_right/microaneurysm.png"),
        {"dr_grades.csv": "image,dr_grade\n1_right,2\n"},
    ),
    "rfmid": (
        ("Training_Set/Training/1.png",),
        {"Training_Set/RFMiD_Training_Labels.csv": "ID,Disease_Risk,DR,ARMD\n1,1,1,0\n"},
    ),
    "aptos": (
        ("train_images/0a.png", "test_images/0c.png"),
        {"train.csv": "id_code,diagnosis\n0a,4\n", "test.csv": "id_code\n0c\n"},
    ),
    "eyepacs": (
        ("train/10_left.jpeg", "train/10_right.jpeg"),
        {"trainLabels.csv": "image,level\n10_left,0\n10_right,2\n13_left,1\n"},
    ),
    "labels": (("images/train/a.jpg",), {"annotations.json": _COCO}),
    "folder": (
        ("images/a.jpg", "images/b.jpg", "vessels/a.png"),
        {
            "labels.csv": "image;patient;laterality;diagnosis\na.jpg;P1;left;2\nb;P1;OD;7\n",
            "circles.csv": "image,x,y,radius,lesion\na,20,30,5,microaneurysm\n",
        },
    ),
}


def data_sets() -> dict[str, tuple[Files, tuple[str, ...]]]:
    """By layout: all files, and those that are mutated, which are its lists."""
    encoded = {suffix: _picture(suffix) for suffix in PICTURE}
    found: dict[str, tuple[Files, tuple[str, ...]]] = {}
    for layout, (pictures, lists) in _SETS.items():
        files = {name: encoded[name[name.rindex(".") :]] for name in pictures}
        files |= {name: text.encode() for name, text in lists.items()}
        found[layout] = files, tuple(lists)
    table = "Annotation_Base11.xlsx"
    found["messidor"] = {"Base11/a.tif": encoded[".tif"], table: workbook()}, (table,)
    return found


def workbook() -> bytes:
    """A table of Messidor."""
    book = openpyxl.Workbook()
    for row in (
        ["Image name", "Ophthalmologic department", "Retinopathy grade", "Risk of macular edema"],
        ["a.tif", "Service Lariboisière", 3, 1],
    ):
        book.worksheets[0].append(row)
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def _picture(suffix: str) -> bytes:
    written = io.BytesIO()
    kind = {".jpg": "JPEG", ".jpeg": "JPEG", ".png": "PNG", ".tif": "TIFF"}[suffix]
    Image.fromarray(scene()).save(written, kind)
    return written.getvalue()
