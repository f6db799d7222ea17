"""Customers and parties: searched, shown masked, and revealed one field at a time.

`find` answers the search box and `open_customer` gives the masked view. `record_view` records that
somebody opened a customer. `reveal` gives one field in clear, for a reason, after its event was
written. Parties are people and units with documents, contacts and addresses; `document_owner` says
whose document this is. `customer_row` gives a customer as a line of a list. Sealed fields are found
through tokens; only this package makes them (`write_tokens` after a change), and the due work
`search.index` (reindex.py) writes the newer kinds.
`contacts`, `add_contact` and `replace_contacts` keep what else reaches a customer.
`move_customer` and `move_subscription` change a status by its state table.

Rules: R-011, R-012, R-019, R-022; data.md 8.
"""

from app.services.customers.contacts import (
    CONTACTS,
    REPLACED,
    add_contact,
    contacts,
    replace_contacts,
)
from app.services.customers.fields import Masked
from app.services.customers.life_cycle import MOVED, move_customer, move_subscription
from app.services.customers.listing import FoundRow, customer_row, customer_rows
from app.services.customers.owners import (
    NO_TOKEN,
    OWNER,
    PARTY,
    Held,
    KnownParty,
    document_owner,
    document_tokens,
    held,
    known_party,
)
from app.services.customers.parties import (
    ADDED,
    RENEWED,
    add_address,
    find_or_add,
    new_organization,
    new_person,
    renew_person,
)
from app.services.customers.party_names import WHOSE, masked_name, shown_name
from app.services.customers.party_roles import WRITES, acting, give_role, member_problems, members
from app.services.customers.party_tokens import SEARCHED, tokens_of
from app.services.customers.party_tokens import WRITES as INDEXED
from app.services.customers.party_tokens import write as write_tokens
from app.services.customers.reindex import Indexed
from app.services.customers.search import (
    Found,
    find,
    find_by_id,
    kind_of_search,
    prepare,
    record_search,
)
from app.services.customers.search_reveals import Reveals, TokenKind, what_search_reveals
from app.services.customers.tokens import LONGEST_NUMBER, phone_token
from app.services.customers.view import (
    CustomerView,
    DocumentView,
    Revealed,
    consents_of,
    open_customer,
    record_view,
    reveal,
)

__all__ = [
    "ADDED",
    "CONTACTS",
    "INDEXED",
    "LONGEST_NUMBER",
    "MOVED",
    "NO_TOKEN",
    "OWNER",
    "PARTY",
    "RENEWED",
    "REPLACED",
    "SEARCHED",
    "WHOSE",
    "WRITES",
    "CustomerView",
    "DocumentView",
    "Found",
    "FoundRow",
    "Held",
    "Indexed",
    "KnownParty",
    "Masked",
    "Revealed",
    "Reveals",
    "TokenKind",
    "acting",
    "add_address",
    "add_contact",
    "consents_of",
    "contacts",
    "customer_row",
    "customer_rows",
    "document_owner",
    "document_tokens",
    "find",
    "find_by_id",
    "find_or_add",
    "give_role",
    "held",
    "kind_of_search",
    "known_party",
    "masked_name",
    "member_problems",
    "members",
    "move_customer",
    "move_subscription",
    "new_organization",
    "new_person",
    "open_customer",
    "phone_token",
    "prepare",
    "record_search",
    "record_view",
    "renew_person",
    "replace_contacts",
    "reveal",
    "shown_name",
    "tokens_of",
    "what_search_reveals",
    "write_tokens",
]
