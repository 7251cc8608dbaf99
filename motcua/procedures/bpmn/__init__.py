"""A process as BPMN 2.0: the graph of its rows, drawn, written as a file and as a picture."""

from motcua.procedures.bpmn.drawing import Drawing, drawn
from motcua.procedures.bpmn.picture import svg
from motcua.procedures.bpmn.reading import read
from motcua.procedures.bpmn.writing import xml

__all__ = ["Drawing", "drawn", "read", "svg", "xml"]
