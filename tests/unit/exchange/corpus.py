"""Label files in the manner of each tool and version, with what they say.

Every entry has the files of a folder, and the boxes (class, x, y, width, height) by photograph. All
photographs are 200 x 100 px; the usual box is a hard exudate at 20, 10, of 40 x 20 px.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path

WIDTH, HEIGHT = 200, 100
Boxes = dict[str, list[tuple[str, float, float, float, float]]]
EX = ("hard_exudate", 20.0, 10.0, 40.0, 20.0)
HE = ("haemorrhage", 100.0, 50.0, 10.0, 10.0)
MA = ("microaneurysm", 5.0, 5.0, 4.0, 4.0)


@dataclass(frozen=True)
class Sample:
    """A folder as a tool writes it.

    Attributes
    ----------
    files : dict of str to str or bytes
        Contents by path.
    boxes : dict
        What they say, by the photograph's name in the files.
    notes : tuple of str
        What is worth saying about it.
    proposed : bool
        Whether the boxes are a network's.
    """

    files: dict[str, str | bytes]
    boxes: Boxes
    notes: tuple[str, ...] = ()
    proposed: bool = False
    only: str = field(default="")

    def write(self, folder: Path) -> Path:
        for name, content in self.files.items():
            file = folder / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content if isinstance(content, bytes) else content.encode())
        return folder / self.only if self.only else folder


def labelme(version: str, shapes: list[dict[str, object]], **changes: object) -> str:
    content: dict[str, object] = {
        "version": version,
        "flags": {},
        "shapes": shapes,
        "imagePath": "a.jpg",
        "imageData": None,
        "imageHeight": HEIGHT,
        "imageWidth": WIDTH,
    }
    return json.dumps({k: v for k, v in (content | changes).items() if v != "absent"}, indent=2)


def shape(
    label: str, kind: str | None, *points: tuple[float, float], **more: object
) -> dict[str, object]:
    row: dict[str, object] = {"label": label, "points": [list(point) for point in points]}
    if kind is not None:
        row["shape_type"] = kind
    return row | {"group_id": None, "flags": {}} | more


CORNERS = ((20, 10), (60, 30))
OUTLINE = ((20, 10), (60, 12), (30, 30))
FOUR = ((20, 10), (60, 10), (60, 30), (20, 30))


def coco(annotations: list[dict[str, object]], **changes: object) -> str:
    content: dict[str, object] = {
        "images": [{"id": 1, "file_name": "a.jpg", "width": WIDTH, "height": HEIGHT}],
        "categories": [{"id": 1, "name": "EX"}, {"id": 2, "name": "HE"}],
        "annotations": annotations,
    }
    return json.dumps(content | changes)


def annotation(**changes: object) -> dict[str, object]:
    row: dict[str, object] = {"id": 1, "image_id": 1, "category_id": 1, "bbox": [20, 10, 40, 20]}
    return {k: v for k, v in (row | changes).items() if v != "absent"}


def voc(body: str, size: str = "<size><width>200</width><height>100</height></size>") -> str:
    return f"<annotation><folder>eyes</folder>{body}{size}{VOC_OBJECT}</annotation>"


VOC_OBJECT = (
    "<object><name>EX</name><pose>Unspecified</pose><truncated>0</truncated><difficult>0</difficult>"
    "<bndbox><xmin>20</xmin><ymin>10</ymin><xmax>60</xmax><ymax>30</ymax></bndbox></object>"
)
A = "<filename>a.jpg</filename>"


def cvat(shapes: str, name: str = "a.jpg") -> str:
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<annotations><version>1.1</version><meta><task>'
        "<labels><label><name>EX</name></label></labels></task></meta>"
        f'<image id="0" name="{name}" width="200" height="100">{shapes}</image></annotations>'
    )


CVAT_BOX = (
    '<box label="EX" source="manual" occluded="0" xtl="20.00" ytl="10.00" xbr="60.00" ybr="30.00" '
    'z_order="0"></box>'
)


def studio(value: dict[str, object], kind: str, **task: object) -> str:
    region = {
        "id": "r1",
        "type": kind,
        "from_name": "label",
        "to_name": "image",
        "original_width": WIDTH,
        "original_height": HEIGHT,
        "image_rotation": 0,
        "value": value,
    }
    content: dict[str, object] = {
        "id": 7,
        "data": {"image": "/data/upload/3/3f2a9b7c-a.jpg"},
        "file_upload": "3f2a9b7c-a.jpg",
        "annotations": [{"id": 1, "was_cancelled": False, "completed_by": 1, "result": [region]}],
        "predictions": [],
    }
    return json.dumps([content | task])


PERCENT = {"x": 10, "y": 10, "width": 20, "height": 20}
RECTANGLE = {**PERCENT, "rotation": 0, "rectanglelabels": ["EX"]}
LINE = "0 0.2 0.2 0.2 0.2"
CSV = "image,class,x,y,width,height\n"


def via(regions: object, **project: object) -> str:
    entry = {"a.jpg12345": {"filename": "a.jpg", "size": 12345, "regions": regions}}
    return json.dumps({"_via_img_metadata": entry, **project} if project else entry)


def region(name: str, attributes: dict[str, object], **places: object) -> dict[str, object]:
    return {"shape_attributes": {"name": name, **places}, "region_attributes": attributes}


RECT = {"x": 20, "y": 10, "width": 40, "height": 20}

SAMPLES: dict[str, Sample] = {
    # labelme
    "labelme 3 without shape_type": Sample(
        {"a.json": labelme("3.16.7", [shape("EX", None, *OUTLINE, line_color=None)])},
        {"a.jpg": [EX]},
    ),
    "labelme 4": Sample(
        {"a.json": labelme("4.5.13", [shape("EX", "rectangle", *CORNERS)])}, {"a.jpg": [EX]}
    ),
    "labelme 5 drawn from the far corner": Sample(
        {"a.json": labelme("5.2.1", [shape("EX", "rectangle", *CORNERS[::-1], description="")])},
        {"a.jpg": [EX]},
    ),
    "labelme 5 all shapes": Sample(
        {
            "a.json": labelme(
                "5.4.1",
                [
                    shape("EX", "polygon", *OUTLINE),
                    shape("EX", "circle", (40, 20), (50, 20)),
                    shape("EX", "line", *CORNERS),
                    shape("EX", "linestrip", *OUTLINE),
                    shape("EX", "mask", *CORNERS, mask="iVBORw0KGgo="),
                    shape("EX", "oriented_rectangle", (30, 10), (60, 20), (50, 30), (20, 20)),
                ],
            )
        },
        {"a.jpg": [EX, ("hard_exudate", 30, 10, 20, 20), EX, EX, EX, EX]},
        (
            "1 rotated boxes became the boxes around them",
            "1 lines became the boxes around them",
            "1 line strips became the boxes around them",
            "1 masks became the boxes around them",
        ),
    ),
    "labelme 6 without size": Sample(
        {
            "a.json": labelme(
                "6.0.0",
                [shape("EX", "rectangle", *CORNERS)],
                imageHeight=None,
                imageWidth=None,
            )
        },
        {"a.jpg": [EX]},
    ),
    "labelme in Windows-1252": Sample(
        {
            "a.json": labelme("3.16.7", [shape("EX", "rectangle", *CORNERS)], imagePath="\xe9.jpg")
            .replace("\\u00e9", "\xe9")
            .encode("cp1252")
        },
        {"\xe9.jpg": [EX]},
    ),
    "labelme in UTF-16": Sample(
        {"a.json": labelme("4.0", [shape("EX", "rectangle", *CORNERS)]).encode("utf-16")},
        {"a.jpg": [EX]},
    ),
    "labelme on Windows": Sample(
        {
            "a.json": labelme(
                "5.0", [shape("EX", "rectangle", *CORNERS)], imagePath="..\\eyes\\a.jpg"
            )
        },
        {"../eyes/a.jpg": [EX]},
    ),
    "X-AnyLabeling": Sample(
        {
            "a.json": labelme(
                "2.4.4",
                [
                    shape("EX", "rectangle", *FOUR, score=None, difficult=False, attributes={}),
                    shape(
                        "HE", "rotation", (100, 50), (110, 50), (110, 60), (100, 60), direction=0
                    ),
                ],
            )
        },
        {"a.jpg": [EX, HE]},
        ("1 rotated boxes became the boxes around them",),
    ),
    "X-AnyLabeling by a network": Sample(
        {"a.json": labelme("3.0.0", [shape("EX", "rectangle", *FOUR, score=0.81)])},
        {"a.jpg": [EX]},
        proposed=True,
    ),
    # COCO
    "COCO of CVAT": Sample(
        {
            "annotations/instances_default.json": coco(
                [annotation(segmentation=[], area=800.0, iscrowd=0, attributes={"occluded": False})]
            )
        },
        {"a.jpg": [EX]},
    ),
    "COCO of Roboflow": Sample(
        {
            "train/_annotations.coco.json": coco(
                [annotation(category_id=1)],
                categories=[
                    {"id": 0, "name": "lesions", "supercategory": "none"},
                    {"id": 1, "name": "Hard Exudates", "supercategory": "lesions"},
                ],
                images=[
                    {
                        "id": 1,
                        "file_name": "a_jpg.rf.0123456789abcdef0123456789abcdef.jpg",
                        "width": WIDTH,
                        "height": HEIGHT,
                        "extra": {"name": "a.jpg"},
                    }
                ],
            )
        },
        {"a_jpg.rf.0123456789abcdef0123456789abcdef.jpg": [EX]},
    ),
    "COCO of Label Studio": Sample(
        {
            "result.json": coco(
                [annotation(ignore=0, iscrowd=0)],
                images=[
                    {"id": 1, "file_name": "images/3f2a9b7c-a.jpg", "width": 200, "height": 100}
                ],
            )
        },
        {"images/3f2a9b7c-a.jpg": [EX]},
    ),
    "COCO polygon without a box": Sample(
        {"a.json": coco([annotation(bbox="absent", segmentation=[[20, 10, 60, 12, 30, 30]])])},
        {"a.jpg": [EX]},
    ),
    "COCO polygon with an empty box": Sample(
        {"a.json": coco([annotation(bbox=[], segmentation=[[20, 10, 60, 12], [30, 30, 30, 20]])])},
        {"a.jpg": [EX]},
        ("1 outlines that hold no pixel became the boxes around them",),
    ),
    "COCO mask in runs": Sample(
        {
            "a.json": coco(
                [
                    annotation(
                        bbox="absent",
                        iscrowd=1,
                        segmentation={
                            "size": [HEIGHT, WIDTH],
                            "counts": [2010, *[20, 80] * 39, 20, 14070],
                        },
                    )
                ]
            )
        },
        {"a.jpg": [EX]},
    ),
    "COCO with ids of text and null attributes": Sample(
        {
            "a.json": coco(
                [annotation(image_id="a", category_id="1", attributes=None, score=None)],
                images=[{"id": "a", "file_name": "a.jpg", "width": None, "height": None}],
                categories=[{"id": "1", "name": "exudate"}],
            )
        },
        {"a.jpg": [EX]},
    ),
    "COCO with scores": Sample(
        {"a.json": coco([annotation(score=0.7)])}, {"a.jpg": [EX]}, proposed=True
    ),
    "COCO detections beside their data set": Sample(
        {
            "instances.json": coco([]),
            "detections.json": json.dumps(
                [{"image_id": 1, "category_id": 1, "bbox": [20, 10, 40, 20], "score": 0.9}]
            ),
        },
        {"a.jpg": [EX]},
        proposed=True,
    ),
    # Datumaro
    "Datumaro": Sample(
        {
            "annotations/default.json": json.dumps(
                {
                    "info": {},
                    "categories": {"label": {"labels": [{"name": "HE"}, {"name": "EX"}]}},
                    "items": [
                        {
                            "id": "sub/a",
                            "annotations": [
                                {
                                    "id": 0,
                                    "type": "bbox",
                                    "attributes": {"occluded": False},
                                    "group": 0,
                                    "label_id": 1,
                                    "z_order": 0,
                                    "bbox": [20.0, 10.0, 40.0, 20.0],
                                },
                                {
                                    "type": "polygon",
                                    "label_id": 1,
                                    "points": [20, 10, 60, 12, 30, 30],
                                },
                                {"type": "label", "label_id": 1},
                            ],
                            "image": {"path": "sub/a.jpg", "size": [HEIGHT, WIDTH]},
                        }
                    ],
                }
            )
        },
        {"sub/a.jpg": [EX, EX]},
        ("1 answers of whole photographs left out",),
    ),
    # CVAT
    "CVAT for images": Sample({"annotations.xml": cvat(CVAT_BOX)}, {"a.jpg": [EX]}),
    "CVAT all shapes": Sample(
        {
            "annotations.xml": cvat(
                CVAT_BOX.replace("z_order", 'rotation="90.00" z_order')
                + '<polygon label="EX" points="20.00,10.00;60.00,12.00;30.00,30.00"></polygon>'
                '<ellipse label="EX" cx="40" cy="20" rx="20" ry="10"></ellipse>'
                '<mask label="EX" rle="1, 2" left="20" top="10" width="40" height="20"></mask>'
                '<tag label="good" source="manual"></tag>'
            )
        },
        {"a.jpg": [("hard_exudate", 30, 0, 20, 40), EX, EX, EX]},
        (
            "1 rotated boxes became the boxes around them",
            "1 masks became the boxes around them",
        ),
    ),
    # YOLO
    "YOLO 1.1 of CVAT": Sample(
        {
            "obj.names": "HE\nEX\n",
            "obj.data": "classes = 2\ntrain = data/train.txt\nnames = data/obj.names\n",
            "train.txt": "data/obj_train_data/a.jpg\n",
            "obj_train_data/a.txt": "1 0.200000 0.200000 0.200000 0.200000\n",
        },
        {"obj_train_data/a": [EX]},
    ),
    "YOLO with a list on one line": Sample(
        {"data.yaml": "nc: 2\nnames: ['HE', 'EX']\n", "labels/a.txt": "1" + LINE[1:]},
        {"labels/a": [EX]},
    ),
    "YOLO with a block of names": Sample(
        {"data.yaml": 'names:\n- HE\n- "EX"  # best\nnc: 2\n', "labels/a.txt": "1" + LINE[1:]},
        {"labels/a": [EX]},
    ),
    "YOLO with a mapping": Sample(
        {
            "data.yaml": "path: ../x\ntrain: images/train\nnames:\n  0: HE\n  1: EX\nflip: 1\n",
            "labels/train/a.txt": "1" + LINE[1:],
            "labels/val/b.txt": LINE,
        },
        {"labels/train/a": [EX], "labels/val/b": [("haemorrhage", *EX[1:])]},
    ),
    "YOLO with a mapping on one line": Sample(
        {"dataset.yaml": "names: {0: HE, 1: 'EX'}\n", "labels/a.txt": "1" + LINE[1:]},
        {"labels/a": [EX]},
    ),
    "YOLO with a list on several lines": Sample(
        {"data.yaml": "names: [\n  'HE',\n  'EX',\n]\n", "labels/a.txt": "1" + LINE[1:]},
        {"labels/a": [EX]},
    ),
    "YOLO of Roboflow": Sample(
        {
            "data.yaml": "train: ../train/images\nnc: 1\nnames: ['Hard-Exudates']\n"
            "roboflow:\n  workspace: eyes\n",
            "README.roboflow.txt": "Exported by Roboflow\n",
            "train/labels/a_jpg.rf.0a1b2c.txt": LINE,
            "valid/labels/b_jpg.rf.0a1b2c.txt": "",
        },
        {"train/labels/a_jpg.rf.0a1b2c": [EX], "valid/labels/b_jpg.rf.0a1b2c": []},
    ),
    "YOLO of labelImg without a last line feed": Sample(
        {"classes.txt": "HE\r\nEX", "a.txt": "1" + LINE[1:] + "\r\n"}, {"a": [EX]}
    ),
    "YOLO of Label Studio": Sample(
        {"classes.txt": "EX\n", "notes.json": "{}", "labels/3f2a9b7c-a.txt": LINE},
        {"labels/3f2a9b7c-a": [EX]},
    ),
    "YOLO segmentation and turned boxes": Sample(
        {
            "classes.txt": "EX\n",
            "labels/a.txt": "0 0.1 0.1 0.3 0.12 0.15 0.3\n0 0.1 0.1 0.3 0.1 0.3 0.3 0.1 0.3\n",
        },
        {"labels/a": [EX, EX]},
        ("1 rotated boxes became the boxes around them",),
    ),
    "YOLO detections": Sample(
        {"classes.txt": "EX\n", "labels/a.txt": LINE + " 0.87\n"}, {"labels/a": [EX]}, proposed=True
    ),
    # Pascal VOC
    "VOC of labelImg": Sample(
        {"a.xml": voc(A + "<path>/home/ann/eyes/a.jpg</path>")}, {"/home/ann/eyes/a.jpg": [EX]}
    ),
    "VOC with an unknown path": Sample({"a.xml": voc(A + "<path>Unknown</path>")}, {"a.jpg": [EX]}),
    "VOC without a size": Sample({"a.xml": voc(A, "")}, {"a.jpg": [EX]}),
    "VOC with a size of nothing": Sample(
        {"a.xml": voc(A, "<size><width>0</width><height>0</height></size>")}, {"a.jpg": [EX]}
    ),
    "VOC with fractions": Sample(
        {"a.xml": voc(A).replace("<xmin>20<", "<xmin>20.0<").replace(">60<", ">60.000<")},
        {"a.jpg": [EX]},
    ),
    "VOC in Latin 1": Sample(
        {
            "a.xml": (
                '<?xml version="1.0" encoding="ISO-8859-1"?>' + voc("<filename>\xe9.jpg</filename>")
            ).encode("latin-1")
        },
        {"\xe9.jpg": [EX]},
    ),
    "VOC in GB 2312": Sample(
        {
            "a.xml": (
                '<?xml version="1.0" encoding="gb2312"?>' + voc("<filename>\u773c.jpg</filename>")
            ).encode("gb2312")
        },
        {"\u773c.jpg": [EX]},
    ),
    "VOC of roLabelImg": Sample(
        {
            "a.xml": f"<annotation>{A}<object><type>robndbox</type><name>EX</name><robndbox>"
            "<cx>40</cx><cy>20</cy><w>20</w><h>40</h><angle>1.5707963</angle></robndbox></object></annotation>"
        },
        {"a.jpg": [EX]},
        ("1 turned boxes became the boxes around them",),
    ),
    # Label Studio
    "Label Studio": Sample(
        {"project.json": studio(RECTANGLE, "rectanglelabels")}, {"3f2a9b7c-a.jpg": [EX]}
    ),
    "Label Studio polygon, ellipse and brush": Sample(
        {
            "polygon.json": studio(
                {"points": [[10, 10], [30, 12], [15, 30]], "polygonlabels": ["EX"]}, "polygonlabels"
            ),
            "ellipse.json": studio(
                {"x": 20, "y": 20, "radiusX": 10, "radiusY": 10, "ellipselabels": ["EX"]},
                "ellipselabels",
            ),
            "brush.json": studio(
                {"format": "rle", "rle": [1, 2], "brushlabels": ["EX"]}, "brushlabels"
            ),
        },
        {"3f2a9b7c-a.jpg": [EX, EX]},
        (
            "1 regions that are not boxes (brushes, key points, choices) left out",
            "1 ellipses became the boxes around them",
        ),
    ),
    "Label Studio local files": Sample(
        {
            "project.json": studio(
                RECTANGLE,
                "rectanglelabels",
                data={"photo": "/data/local-files/?d=eyes%2Fsub/a%20b.jpg"},
            )
        },
        {"eyes/sub/a b.jpg": [EX]},
    ),
    "Label Studio predictions": Sample(
        {
            "project.json": studio(
                {},
                "",
                annotations=[],
                predictions=[
                    {
                        "model_version": "net",
                        "result": [
                            {
                                "original_width": 200,
                                "original_height": 100,
                                "score": 0.5,
                                "value": RECTANGLE,
                            }
                        ],
                    }
                ],
            )
        },
        {"3f2a9b7c-a.jpg": [EX]},
        proposed=True,
    ),
    "Label Studio JSON-MIN": Sample(
        {
            "min.json": json.dumps(
                [
                    {
                        "image": "/data/upload/3/3f2a9b7c-a.jpg",
                        "id": 1,
                        "label": [{**RECTANGLE, "original_width": 200, "original_height": 100}],
                        "annotator": 1,
                        "annotation_id": 2,
                    }
                ]
            )
        },
        {"3f2a9b7c-a.jpg": [EX]},
    ),
    # VIA
    "VIA 2": Sample({"via.json": via([region("rect", {"lesion": "EX"}, **RECT)])}, {"a.jpg": [EX]}),
    "VIA 2 project with check boxes": Sample(
        {
            "via.json": via(
                [
                    region("rect", {"kind": {"EX": True}}, **RECT),
                    region(
                        "polygon",
                        {"type": "EX"},
                        all_points_x=[20, 60, 30],
                        all_points_y=[10, 12, 30],
                    ),
                    region("circle", {"type": "HE"}, cx=105, cy=55, r=5),
                ],
                _via_settings={},
            )
        },
        {"a.jpg": [EX, EX, HE]},
    ),
    "VIA 1": Sample(
        {"via.json": via({"0": region("rect", {"class": "EX"}, **RECT)})}, {"a.jpg": [EX]}
    ),
    "VIA 2 table": Sample(
        {
            "via.csv": "# Exported using VGG Image Annotator (http://www.robots.ox.ac.uk)\n"
            "filename,file_size,file_attributes,region_count,region_id,region_shape_attributes,"
            "region_attributes\n"
            'b.jpg,9,"{}",0,0,"{}","{}"\n'
            'a.jpg,9,"{}",1,0,"{""name"":""rect"",""x"":20,""y"":10,""width"":40,""height"":20}",'
            '"{""lesion"":{""EX"":true}}"\n'
        },
        {"a.jpg": [EX], "b.jpg": []},
    ),
    # CSV
    "CSV of Make Sense": Sample(
        {
            "labels.csv": "label_name,bbox_x,bbox_y,bbox_width,bbox_height,image_name,image_width,"
            "image_height\nEX,20,10,40,20,a.jpg,200,100\n"
        },
        {"a.jpg": [EX]},
    ),
    "CSV of Excel in Germany": Sample(
        {
            "b.csv": "\ufeffimage;class;x;y;width;height;\r\na.jpg;EX;20,0;10,0;40;20,0;\r\n"
            ";;;;;;\r\n\r\na.jpg;HE;100;50;10;10;\r\n"
        },
        {"a.jpg": [EX, HE]},
    ),
    "CSV that says its separator": Sample(
        {"b.csv": "sep=;\r\n" + CSV.replace(",", ";") + "a.jpg;EX;20;10;40;20\n"}, {"a.jpg": [EX]}
    ),
    "CSV with tabs in UTF-16": Sample(
        {"b.csv": (CSV + "a.jpg,EX,20,10,40,20\n").replace(",", "\t").encode("utf-16")},
        {"a.jpg": [EX]},
    ),
    "CSV of Roboflow": Sample(
        {
            "_annotations.csv": "filename,width,height,class,xmin,ymin,xmax,ymax\n"
            "a.jpg,200,100,Hard exudate,20,10,60,30\n"
        },
        {"a.jpg": [EX]},
    ),
    "CSV with other names": Sample(
        {"b.csv": "Image name,Label,x,y,w,h\na.jpg, EX ,20,10,40,20\n"}, {"a.jpg": [EX]}
    ),
}
