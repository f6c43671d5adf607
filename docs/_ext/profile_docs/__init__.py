"""What this documentation is generated with: rules, options and examples come from the package itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from profile_docs import demands, index_entries, keys, options, profile_json, registry, rooms, rules, snippets, targets

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the directives and roles of these pages."""
    app.add_directive("rules", rules.Rules)
    app.add_directive("rule-list", rules.RuleList)
    app.add_directive("rooms", rooms.Rooms)
    app.add_directive("configuration", options.Configuration)
    app.add_directive("keys", keys.Keys)
    app.add_directive("snippet", snippets.Snippet)
    app.add_directive("demand-list", demands.DemandList)
    app.add_directive("known-classes", registry.KnownClasses)
    app.add_directive("known-parts", registry.KnownParts)
    app.add_directive("address-plans", registry.AddressPlans)
    app.add_directive("profile-keys", profile_json.ProfileKeys)
    app.add_directive("not-compared", profile_json.NotCompared)
    app.add_directive("export-targets", targets.ExportTargets)
    app.add_role("rule", rules.RuleRole())
    app.add_transform(index_entries.IndexEntries)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
