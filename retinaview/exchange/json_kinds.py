"""Which tool wrote a JSON file, told by what it holds."""

from __future__ import annotations


def kind_of(content: object) -> str:
    """Return the format of a JSON file's content; what resembles nothing is taken for COCO."""
    if isinstance(content, list):
        return _kind_of_list([item for item in content if isinstance(item, dict)])
    if not isinstance(content, dict):
        return "coco"
    if "shapes" in content:
        return "labelme"
    if "_via_img_metadata" in content or ("metadata" in content and "view" in content):
        return "via"
    if "items" in content and "categories" in content:
        return "datumaro"
    entries = list(content.values())
    if entries and all(isinstance(e, dict) and "regions" in e for e in entries):
        return "via"
    return "label-studio" if "data" in content and "annotations" in content else "coco"


def _kind_of_list(items: list[dict[str, object]]) -> str:
    first = items[0] if items else {}
    if "category_id" in first and "image_id" in first:
        return "coco"
    is_task = "data" in first or "annotation_id" in first or "annotator" in first
    return "label-studio" if is_task else "coco"
