"""A reading told as steps: given, assumed, counted, summed, and what else would give the figures.

derivation          :: Solutions, Reading -> Document
attempt             :: Model, assumption set -> Document     also where the figures are missed
component_table     :: Model, assumption set -> Document     component, formula, count
configuration_table :: Model, assumption set -> Document     one row a configuration
quantities          :: Model, assumption set -> Quantities   every value, for macros
"""

from __future__ import annotations

from derive.derivation.quantities import quantities
from derive.derivation.tables import component_table, configuration_table
from derive.derivation.whole import attempt, derivation

__all__ = ["attempt", "component_table", "configuration_table", "derivation", "quantities"]
