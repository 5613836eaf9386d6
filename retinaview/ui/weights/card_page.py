"""A model card, or what is known without one, as a page."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from retinaview.inference.sources import train_command
from retinaview.models import registry
from retinaview.models.weights.card import Metric, ModelCard
from retinaview.models.weights.card_metrics import JudgedMetric, judged_metrics
from retinaview.ui.theme import Theme
from retinaview.ui.weights.listing import ListedWeights, Origin


def card_page(item: ListedWeights, colours: Theme) -> str:
    """Return the page as the HTML that Qt's text widgets understand."""
    parts = [_head(item, colours)]
    if item.fault:
        parts.append(f"<p style='color:{colours.alarm}'>{escape(item.fault)}</p>")
        if item.origin is not Origin.NONE:
            parts.append("<p>These weights are not used. Remove them, or add them again.</p>")
    if item.card is not None:
        parts += _card_parts(item.card, colours)
    elif item.origin is Origin.NONE and not item.fault:
        parts.append(_without_weights(item, colours))
    elif item.entry is not None:
        parts.append("<p>Its card comes with the download.</p>")
    return "".join(parts)


def _head(item: ListedWeights, colours: Theme) -> str:
    facts = [item.name] if item.name != item.title else []
    if item.card is not None:
        facts.append(f"version {item.card.version} of {item.card.created}")
    if item.source is not None and item.source.parameters:
        height, width = item.source.input_size
        facts.append(f"{item.source.parameters / 1e6:.1f} M parameters")
        facts.append(f"input {height} × {width} px")
    if item.entry is not None:
        facts.append(f"{item.entry.size / 1e6:.1f} MB")
    paper = item.card.paper if item.card else item.source.paper if item.source else ""
    return (
        f"<p style='font-size:15pt; font-weight:600; margin:0'>{escape(item.title)}</p>"
        f"<p style='color:{colours.muted}; margin:2px 0 0 0'>{escape(' · '.join(facts))}</p>"
        f"<p style='color:{colours.muted}; margin:2px 0 0 0'>{escape(paper)}</p>"
    )


def _card_parts(card: ModelCard, colours: Theme) -> list[str]:
    return [
        _titled("What it is for", f"<p>{escape(card.intended_use)}</p>", colours),
        _titled("What it cannot do", f"<p>{escape(card.limitations)}</p>", colours),
        _titled("Measured", _metrics(card, colours), colours),
        _titled("Thresholds", _thresholds(card), colours),
        _titled("Data and their licences", _data(card, colours), colours),
        _titled("How it was made", f"<p><code>{escape(card.recipe)}</code></p>", colours),
    ]


def _titled(title: str, body: str, colours: Theme) -> str:
    shown = f"<p style='margin:16px 0 2px 0; color:{colours.muted}'><b>{title}</b></p>"
    return shown + body.replace("<p>", "<p style='margin:2px 0 0 0'>")


def _metrics(card: ModelCard, colours: Theme) -> str:
    """Write one table per split; photographs that nothing was chosen on come first."""
    splits = sorted(judged_metrics(card).items(), key=lambda each: "test" not in each[0].lower())
    if not splits:
        return f"<p><span style='color:{colours.caution}'>The card gives no metrics.</span></p>"
    return "".join(_split(split, judged, colours) for split, judged in splits)


def _split(split: str, judged: list[JudgedMetric], colours: Theme) -> str:
    protocol = common_protocol([each.metric.protocol for each in judged])
    several = any(each.metric.over_seeds for each in judged)
    seeds = ("over seeds",) if several else ()
    heads = "".join(_right(head) for head in ("value", "95 % interval", *seeds, "chance", "n"))
    return (
        f"<p style='margin:8px 0 2px 0'><b>{escape(split[:1].upper() + split[1:])}</b> "
        f"<span style='color:{colours.muted}'>{escape(protocol)}</span></p>"
        "<table cellspacing='0' cellpadding='3' width='100%'>"
        f"<tr style='color:{colours.muted}'><td></td>{heads}</tr>"
        + "".join(_row(each, with_seeds=several) for each in judged)
        + "</table>"
    )


def common_protocol(protocols: Sequence[str]) -> str:
    """Return the clauses that all protocols share, without thresholds of single classes."""
    first, *others = (protocol.split("; ") for protocol in protocols)
    return "; ".join(clause for clause in first if all(clause in other for other in others))


def _row(judged: JudgedMetric, *, with_seeds: bool) -> str:
    metric = judged.metric
    interval = "–" if metric.low is None else f"{metric.low:.3f} to {metric.high:.3f}"
    chance = "–" if judged.chance is None else f"{judged.chance:.3f}"
    seeds = (_over_seeds(metric),) if with_seeds else ()
    numbers = (f"<b>{metric.value:.3f}</b>", interval, *seeds, chance, str(metric.n))
    cells = "".join(_right(number) for number in numbers)
    return f"<tr><td>{escape(metric.name.replace('_', ' '))}</td>{cells}</tr>"


def _over_seeds(metric: Metric) -> str:
    """Write the mean and standard deviation over seeds, and how many there were."""
    if metric.over_seeds is None:
        return "–"
    mean, deviation = metric.over_seeds
    return f"{mean:.3f} ± {deviation:.3f} ({len(metric.by_seed)})"


def _right(text: str) -> str:
    return f"<td align='right'>{text}</td>"


def _thresholds(card: ModelCard) -> str:
    listed = [f"{name.replace('_', ' ')} {value:.2f}" for name, value in card.thresholds.items()]
    return f"<p>{escape(' · '.join(listed)) or 'none'}</p>"


def _data(card: ModelCard, colours: Theme) -> str:
    rows = "".join(
        f"<tr><td width='22%'><b>{escape(each.name)}</b></td>"
        f"<td width='24%'>{escape(each.licence)}</td>"
        f"<td>{escape(each.split)}<br><span style='color:{colours.muted}'>"
        f"{escape(each.citation)}</span></td></tr>"
        for each in card.data
    )
    table = f"<table cellspacing='0' cellpadding='3' width='100%'>{rows}</table>" if rows else ""
    licence = card.licence_of_data or "not stated"
    return f"<p>Licence of the data: {escape(licence)}</p>{table}"


def _without_weights(item: ListedWeights, colours: Theme) -> str:
    network = registry.network(item.name)
    command = train_command(item.name)
    trained = f"<p>This command trains it:</p><p><code>{escape(command)}</code></p>"
    body = (
        f"<p>This network does {network.task}, but there are no weights for it on this computer. "
        f"It is never run with random ones.</p>{trained if command else ''}"
        "<p>With weights of your own, choose Add weights.</p>"
    )
    return _titled("No weights", body, colours)
