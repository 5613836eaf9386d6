"""A model card, or what is known without one, as a page."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from retinaview.inference.sources import train_command
from retinaview.models import registry
from retinaview.models.weights.card import Metric, ModelCard
from retinaview.models.weights.card_metrics import JudgedMetric, judged_metrics
from retinaview.ui.language import tr
from retinaview.ui.theme import Theme
from retinaview.ui.weights.listing import ListedWeights, Origin


def card_page(item: ListedWeights, colours: Theme) -> str:
    """Return the page as the HTML that Qt's text widgets understand."""
    parts = [_head(item, colours)]
    if item.fault:
        parts.append(f"<p style='color:{colours.alarm}'>{escape(item.fault)}</p>")
        if item.origin is not Origin.NONE:
            parts.append(
                _paragraph(tr("These weights are not used. Remove them, or add them again."))
            )
    if item.card is not None:
        parts += _card_parts(item.card, colours)
    elif item.origin is Origin.NONE and not item.fault:
        parts.append(_without_weights(item, colours))
    elif item.entry is not None:
        parts.append(_paragraph(tr("Its card comes with the download.")))
    return "".join(parts)


def _head(item: ListedWeights, colours: Theme) -> str:
    facts = [item.name] if item.name != item.title else []
    if item.card is not None:
        version, day = item.card.version, item.card.created
        facts.append(tr("version {version} of {day}", version=version, day=day))
    if item.source is not None and item.source.parameters:
        height, width = item.source.input_size
        millions = item.source.parameters / 1e6
        facts.append(tr("{millions:.1f} M parameters", millions=millions))
        facts.append(tr("input {height} × {width} px", height=height, width=width))
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
        _titled(tr("What it is for"), f"<p>{escape(card.intended_use)}</p>", colours),
        _titled(tr("What it cannot do"), f"<p>{escape(card.limitations)}</p>", colours),
        _titled(tr("Measured"), _metrics(card, colours), colours),
        _titled(tr("Thresholds"), _thresholds(card), colours),
        _titled(tr("Data and their licences"), _data(card, colours), colours),
        _titled(tr("How it was made"), f"<p><code>{escape(card.recipe)}</code></p>", colours),
    ]


def _titled(title: str, body: str, colours: Theme) -> str:
    shown = f"<p style='margin:16px 0 2px 0; color:{colours.muted}'><b>{title}</b></p>"
    return shown + body.replace("<p>", "<p style='margin:2px 0 0 0'>")


def _metrics(card: ModelCard, colours: Theme) -> str:
    """Write one table per split; photographs that nothing was chosen on come first."""
    splits = sorted(judged_metrics(card).items(), key=lambda each: "test" not in each[0].lower())
    if not splits:
        none = tr("The card gives no metrics.")
        return f"<p><span style='color:{colours.caution}'>{none}</span></p>"
    return "".join(_split(split, judged, colours) for split, judged in splits)


def _split(split: str, judged: list[JudgedMetric], colours: Theme) -> str:
    protocol = common_protocol([each.metric.protocol for each in judged])
    several = any(each.metric.over_seeds for each in judged)
    seeds = (tr("over seeds"),) if several else ()
    titles = (tr("value"), tr("95 % interval"), *seeds, tr("chance"), tr("n"))
    heads = "".join(_right(head) for head in titles)
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
    band = tr("{low:.3f} to {high:.3f}", low=metric.low or 0.0, high=metric.high or 0.0)
    interval = "–" if metric.low is None else band
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
    none = tr("none")
    listed = [f"{name.replace('_', ' ')} {value:.2f}" for name, value in card.thresholds.items()]
    return f"<p>{escape(' · '.join(listed)) or none}</p>"


def _data(card: ModelCard, colours: Theme) -> str:
    rows = "".join(
        f"<tr><td width='22%'><b>{escape(each.name)}</b></td>"
        f"<td width='24%'>{escape(each.licence)}</td>"
        f"<td>{escape(each.split)}<br><span style='color:{colours.muted}'>"
        f"{escape(each.citation)}</span></td></tr>"
        for each in card.data
    )
    table = f"<table cellspacing='0' cellpadding='3' width='100%'>{rows}</table>" if rows else ""
    licence = card.licence_of_data or tr("not stated")
    return _paragraph(tr("Licence of the data: {licence}", licence=escape(licence))) + table


def _without_weights(item: ListedWeights, colours: Theme) -> str:
    network = registry.network(item.name)
    command = train_command(item.name)
    absent = tr(
        "This network does {task}, but there are no weights for it on this computer. It is never "
        "run with random ones.",
        task=network.task,
    )
    body = [_paragraph(absent)]
    if command:
        body.append(_paragraph(tr("This command trains it:")))
        body.append(f"<p><code>{escape(command)}</code></p>")
    body.append(_paragraph(tr("With weights of your own, choose Add weights.")))
    return _titled(tr("No weights"), "".join(body), colours)


def _paragraph(words: str) -> str:
    return f"<p>{words}</p>"
