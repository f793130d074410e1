"""What somebody has chosen so far: pins, and how closely numbers must be met, with undo."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from derive.allowance import UNBOUNDED, Bounds
from derive.explore.ground import Ground, Grounds
from derive.frozen import Frozen
from derive.model.changes import UNCHANGED, Changes
from derive.model.model import Model
from derive.solver.layout import Layout


@dataclass(frozen=True, kw_only=True)
class Choices:
    """The pins by label, and the match: "" as the file has it, "exact" or "printed"."""

    pins: Mapping[str, str] = field(default_factory=dict)
    match: str = ""


@dataclass(frozen=True, kw_only=True)
class Exploration:
    """A model with choices made, and the choices before and after them.

    >>> from derive import Assumption, Claim, Component, hyperparameters
    >>> start = begin(Model(
    ...     hyperparameters=hyperparameters(d=3),
    ...     assumptions=(Assumption(name="bias"), Assumption(name="tied")),
    ...     components=(Component(name="c", formula="d*d + bias*d + tied*d"),),
    ...     claims=(Claim(printed="12", counts="c"),),
    ... ))
    >>> pinned = start.pin("bias", "yes")
    >>> dict(pinned.pins), dict(pinned.undo().pins), dict(pinned.undo().redo().pins)
    ({'bias': 'yes'}, {}, {'bias': 'yes'})
    """

    grounds: Grounds
    paper: str
    now: Choices
    changes: Changes = UNCHANGED
    bounds: Bounds = UNBOUNDED
    past: tuple[Choices, ...] = ()
    future: tuple[Choices, ...] = ()

    @property
    def model(self) -> Model:
        """Give the model as its file has it, but for the changes asked for."""
        return self.grounds.model

    @property
    def ground(self) -> Ground:
        """Give the solved model under the present match."""
        return self.grounds.of(self.now.match)

    @property
    def pins(self) -> Mapping[str, str]:
        """Give the pins by label."""
        return self.now.pins

    @property
    def matching(self) -> str:
        """Give how claims are matched now: "exact", "printed" or "mixed"."""
        return self.grounds.meant(self.now.match)

    def labels(self, name: str) -> list[str]:
        """Give the labels that a name stands for: one, or one in each row.

        Raises UsageError that says which name was meant.
        """
        layout = self.ground.solutions.encoding.layout
        return [layout.labels[at] for at in layout.named(name)]

    def pin(self, name: str, option: str) -> Exploration:
        """Hold an assumption at an option, by its name or its number.

        A name without its row holds it in every row.
        """
        labels = self.labels(name)
        meant = {
            variable.label: variable.assumption.meant(option)
            for variable in self.ground.variables
            if variable.label in labels
        }
        return self._with(pins={**self.pins, **meant})

    def unpin(self, name: str) -> Exploration:
        """Let go of an assumption."""
        labels = self.labels(name)
        return self._with(pins={k: o for k, o in self.pins.items() if k not in labels})

    def clear(self) -> Exploration:
        """Let go of every pin."""
        return self._with(pins={})

    def loosen(self, match: str = "") -> Exploration:
        """Take the numbers exactly or as printed; without a word, the other of the two."""
        return self._with(match=match or ("exact" if self.matching == "printed" else "printed"))

    def undo(self) -> Exploration:
        """Go back to the choices before; at the first ones nothing changes."""
        if not self.past:
            return self
        *past, before = self.past
        return replace(self, now=before, past=tuple(past), future=(self.now, *self.future))

    def redo(self) -> Exploration:
        """Take the last undo back."""
        if not self.future:
            return self
        after, *future = self.future
        return replace(self, now=after, past=(*self.past, self.now), future=tuple(future))

    def _with(self, *, pins: Mapping[str, str] | None = None, match: str = "") -> Exploration:
        chosen = Choices(
            pins=Frozen(self.pins if pins is None else pins),
            match=match or self.now.match,
        )
        self.grounds.of(chosen.match)  # refuses an unknown word before anything has changed
        if chosen == self.now:
            return self
        return replace(self, now=chosen, past=(*self.past, self.now), future=())


def begin(
    model: Model,
    *,
    paper: str = "",
    match: str = "",
    given: Mapping[str, str | int] = {},
    changes: Changes = UNCHANGED,
    bounds: Bounds = UNBOUNDED,
) -> Exploration:
    """Start on a model: `paper` is how the command line names it, `given` its first pins.

    `changes` are made in it already, and repeated where its file is asked for again. An unknown
    whose value is given has no other from then on; `bounds` hold for each question.

    >>> begin(Model()).undo().pins
    {}
    """
    options, values = Layout(model).taken(given)
    start = Exploration(
        grounds=Grounds(model=model, held=Frozen(values)),
        paper=paper or model.name,
        now=Choices(pins=Frozen(), match=match),
        changes=changes,
        bounds=bounds,
    )
    with bounds.held():
        for name, option in options.items():
            start = start.pin(name, option)
    return replace(start, past=())
