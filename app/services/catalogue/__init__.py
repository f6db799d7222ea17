"""What a hall sells and where, and the rules in force.

A form reads `offerings` and `places`; `find_places` says which standard addresses a text means. An
administrator imports addresses and products from files (`import_places`, `import_offerings`) and
changes rules (`edit_rule`); earlier versions stay. `read_master_data` gives products, rules,
operator and hall from memory until one of their rows changes.

Rules: R-170, R-171; data.md 10.
"""

from app.services.catalogue.edit import Imported, import_offerings, import_places
from app.services.catalogue.files import (
    COLUMNS,
    MOST_PROBLEMS,
    PlaceLine,
    read_offerings,
    read_places,
)
from app.services.catalogue.first_data import insert_defaults
from app.services.catalogue.found_places import find_places
from app.services.catalogue.listing import Catalogue, ListedOffering, catalogue_list
from app.services.catalogue.master_data import read_master_data
from app.services.catalogue.rules_edit import RuleEdited, RuleVersion, edit_rule, rule_history
from app.services.catalogue.sale import (
    FoundPlace,
    PlaceRow,
    RuleRow,
    RulesInForce,
    SoldOffering,
    offerings,
    places,
    places_by_id,
    rules,
    rules_in_force,
    to_offering,
)

__all__ = [
    "COLUMNS",
    "MOST_PROBLEMS",
    "Catalogue",
    "FoundPlace",
    "Imported",
    "ListedOffering",
    "PlaceLine",
    "PlaceRow",
    "RuleEdited",
    "RuleRow",
    "RuleVersion",
    "RulesInForce",
    "SoldOffering",
    "catalogue_list",
    "edit_rule",
    "find_places",
    "import_offerings",
    "import_places",
    "insert_defaults",
    "offerings",
    "places",
    "places_by_id",
    "read_master_data",
    "read_offerings",
    "read_places",
    "rule_history",
    "rules",
    "rules_in_force",
    "to_offering",
]
