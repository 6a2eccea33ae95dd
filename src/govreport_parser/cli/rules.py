"""`govreport rules list|show|test`: the rules as they are, with their examples."""

import sys
from pathlib import Path

import click

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
    """List every rule with its note."""
    from govreport_parser.rules.loader import load_rules, rule_set_names

    for name in rule_set_names():
        for rule in load_rules(name).file.rule:
            click.echo(f"{rule.id:40} {rule.note}")


@rules.command("show")
@click.argument("rule_id", metavar="ID")
def show_rule(rule_id: str) -> None:
    """Show the rule ID: note, pattern, examples, rejects."""
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

    Every example's marked text must be matched by its rule's pattern as marked, and no reject as a whole record.
    """
    from govreport_parser.rules.loader import load_rules, read_rules, rule_set_names
    from govreport_parser.rules.selftest import failures

    sets = [read_rules(file)] if file else [load_rules(name) for name in rule_set_names()]
    problems = [problem for rule_set in sets for problem in failures(rule_set)]
    for problem in problems:
        click.echo(problem, err=True)
    tested = sum(len(rule_set.file.rule) for rule_set in sets)
    click.echo(f"{tested} rules tested, {len(problems)} problems")
    sys.exit(1 if problems else 0)
