"""`govreport rules list|show|test`: the rules as they are, with their examples."""

import sys
from pathlib import Path

import click

from govreport_parser.rules.model import Rule
from govreport_parser.rules.selftest import Records
from govreport_parser.spans import Span

__all__ = ["rules"]


@click.group()
def rules() -> None:
    """Show the rules that make the records, and test rule files.

    \b
    Example:
      govreport rules show dates.calendar-day
    """


@rules.command("list")
def list_rules() -> None:
    """List every rule with its note.

    \b
    Example:
      govreport rules list | grep dates
    """
    from govreport_parser.rules.loader import load_rules, rule_set_names

    for name in rule_set_names():
        for rule in load_rules(name).file.rule:
            click.echo(f"{rule.id:40} {rule.note}")


@rules.command("show")
@click.argument("rule_id", metavar="ID")
def show_rule(rule_id: str) -> None:
    """Show the rule ID: note, pattern, examples, rejects.

    \b
    Example:
      govreport rules show counts.quantity
    """
    from govreport_parser.rules.loader import load_rules, rule_set_names

    for name in rule_set_names():
        for rule in load_rules(name).file.rule:
            if rule.id == rule_id:
                click.echo(f"{rule.id}\n  {rule.note}")
                if rule.pattern:
                    click.echo(f"  pattern: {rule.pattern}")
                for tokens in rule.tokens:
                    click.echo(f"  tokens: {list(tokens)}")
                for example in rule.examples:
                    click.echo(f"  matches: {example}")
                for reject in rule.rejects:
                    click.echo(f"  rejects: {reject}")
                return
    click.echo(f"govreport: there is no rule {rule_id!r}. `govreport rules list` names them all.", err=True)
    sys.exit(2)


@rules.command("test")
@click.argument("file", required=False, type=click.Path(path_type=Path))
def test_rules(file: Path | None) -> None:
    """Test every rule of FILE (default: the library's own) against its examples and rejects.

    The library's own rules are tried through their extractors, those of FILE by their patterns alone.

    \b
    Example:
      govreport rules test my-rules.toml
    """
    from govreport_parser.rules.loader import load_rules, read_rules, rule_set_names
    from govreport_parser.rules.selftest import failures

    sets = [read_rules(file)] if file else [load_rules(name) for name in rule_set_names()]
    problems = [problem for rule_set in sets for problem in failures(rule_set, None if file else _trial(rule_set.name))]
    for problem in problems:
        click.echo(problem, err=True)
    tested = sum(len(rule_set.file.rule) for rule_set in sets)
    click.echo(f"{tested} rules tested, {len(problems)} problems")
    sys.exit(1 if problems else 0)


def _trial(name: str) -> Records | None:
    """Return how a sentence is tried on a rule set of the library; None where the patterns alone tell."""
    if name in ("sections", "metadata"):
        return None
    trials: dict[str, Records] = {
        "prose": _links_by_rule,
        "pending": _pending_by_rule,
        "shares": _findings_by_rule,
        "growth": _findings_by_rule,
        "listed": _findings_by_rule,
        "flow": _findings_by_rule,
    }
    return trials.get(name, _records_by_rule)


def _records_by_rule(rule: Rule, sentence: str) -> dict[str, list[Span]]:
    """Return where records stand, by the id of the rule that made them; `values.issuer` says in whose report."""
    from govreport_parser.sentences import spans_by_rule

    return spans_by_rule(sentence, issuer=rule.values.get("issuer"))


def _links_by_rule(rule: Rule, sentence: str) -> dict[str, list[Span]]:
    """Return where counts stand that the tables state too, by the id of the rule that links them."""
    from govreport_parser.report.links import link_counts
    from govreport_parser.sentences import find_counts

    counts = find_counts(sentence)
    links = link_counts(counts, sentence, issuer=rule.values.get("issuer", ""))
    found: dict[str, list[Span]] = {}
    for count in counts:
        if count.id in links:
            found.setdefault(links[count.id].rule, []).append(count.span)
    return found


def _pending_by_rule(rule: Rule, sentence: str) -> dict[str, list[Span]]:
    """Return where cases are called pending."""
    from govreport_parser.checks.examined import Examined
    from govreport_parser.checks.pending import pending_cases
    from govreport_parser.pipeline import parse

    return {rule.id: [told.figure.span for told in pending_cases(Examined(parse(sentence)))]}


_TITLE = "二七区2018年政府信息公开工作年度报告\n一、概述\n"
"""In what report the rules of checks are tried."""


def _findings_by_rule(_: Rule, sentence: str) -> dict[str, list[Span]]:
    """Return where findings stand in a report of this one sentence, by the id of the rule that saw them."""
    from govreport_parser.checks import check
    from govreport_parser.pipeline import parse

    found: dict[str, list[Span]] = {}
    for finding in check(parse(_TITLE + sentence)):
        for span in finding.spans[:1]:
            found.setdefault(finding.rule, []).append(Span(span.start - len(_TITLE), span.end - len(_TITLE)))
    return found
