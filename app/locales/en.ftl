### Everything a person reads, in British English. Keys and variables are those of fr.ftl.
### U+00A0 between a number and what it counts, “ ” as quotes, ’ as the apostrophe.

## Shell: the frame around every page

app-name = Comptoir
nav-orders = Orders
nav-skip-to-content = Skip to content
nav-sections = Sections
nav-menu = Menu
user-menu = Account menu
language = Language
theme = Theme
theme-auto = Match the system
theme-light = Light
theme-dark = Dark
demo-banner = Demo desk: the data is made up and disappears when the desk stops.
role-owner = Owner
role-manager = Manager
role-viewer = Viewer
back = Back
close = Close
save = Save
undo = Undo
redo = Redo
yes = Yes
no = No
none = None
not-set = Not set
more = More
loading = Loading…

## Session: signing in, the first account

sign-in = Sign in
sign-out = Sign out
sign-in-title = Sign in to Comptoir
sign-in-submit = Sign in
email = E-mail address
password = Password
password-repeat = Password, once more
name = Name
sign-in-failed = The e-mail address or the password is wrong.
sign-in-too-many = Too many attempts. Wait a few minutes before you try again.
setup-title = Create the owner’s account
setup-intro = This link works once. The owner may do everything and invites the rest of the team.
setup-submit = Create the account
setup-link-used = This link has been used or is no longer valid. Sign in, or ask the person who runs the server for a new one.
password-too-short = The password needs at least 12 characters.
password-mismatch = The two passwords differ.
email-invalid = This e-mail address is not valid.
name-missing = Enter a name.

## Orders: the control bar

orders-title = Orders
orders-count = { $count ->
    [one] { $count } order
   *[other] { $count } orders
}
orders-table = List of orders
funnel = Funnel
funnels = Funnels
funnel-all = All funnels
funnel-settings = Funnel settings
stage = Status
view-table = Table
view-kanban = Kanban
view-switch = View
board-columns = Columns of the Kanban
board-no-stage = The order’s funnel has no stage of this kind: it stays where it is.
board-everything = All orders of the filter are selected: change their status in the selection bar.
card-fields = Cards
card-fields-intro = What cards say
lane-fold = Fold “{ $name }”
lane-unfold = Unfold “{ $name }”
lane-fold-empty = Fold empty columns
lane-unfold-empty = Unfold empty columns
lane-empty = No orders
lane-limit = limit { $limit }
lane-over = over the limit of { $limit }
lane-passed = “{ $name }”: { $what }
lane-rest = See the whole column in the table
card-move = Change the status of order { $number }
due-title = Finish while money is due?
due-one = { $number }: { $amount } due
due-do = Finish all the same
review-due = Still due on these orders: { $amounts }
key-board = Go to the Kanban
key-card-move = Move the card
sort-stage-entered = Time in stage
updates = { $count ->
    [one] { $count } update
   *[other] { $count } updates
}
updates-some = Updates
updates-show = Show the list as it is now
create-order = Create an order
export = Export
export-menu = Format of the exported file
export-xlsx = Excel (.xlsx)
export-csv = CSV (.csv)
export-what = Exactly the filtered orders, in the columns shown.
search-label = Search orders
search-placeholder = Client or order number
search-submit = Search
search-clear = Clear the search

## Orders: the columns form

columns = Columns
columns-title = Table columns
columns-intro = Choose which columns are shown, and in which order.
columns-show = Show
columns-position = Position
columns-move-up = Move up
columns-move-down = Move down
columns-move-up-named = Move “{ $column }” up
columns-move-down-named = Move “{ $column }” down
columns-apply = Apply
columns-reset = Default columns
columns-for-team = Use for the team

## Orders: filters

filters = Filters
filter-add = Add a filter
filter-apply = Apply
filters-clear = Clear filters
filter-remove = Remove the filter “{ $name }”
filter-chip = { $name }: { $values }
filter-chip-not = { $name }: except { $values }
filter-not = except
filter-any = Any
filter-include = Include
filter-exclude = Exclude
filter-values = Values
filter-from = From
filter-to = To
filter-min = Minimum
filter-max = Maximum
filter-range = { $from } to { $to }
filter-range-from = from { $from }
filter-range-to = up to { $to }
filter-currency = Currency
filter-preset = Period
filter-me = Me
filter-nobody = Nobody
filter-only-overdue = Overdue only
filter = Filter
filter-archived-only = Archived only
filter-archived-all = Including archived
today = Today
yesterday = Yesterday
last-7-days = Last 7 days
last-30-days = Last 30 days
this-week = This week
this-month = This month
last-month = Last month
this-year = This year
last-year = Last year

## Orders: sorting and paging

sort = Sort
sort-by = Sort by “{ $column }”
sort-ascending = Sort ascending
sort-descending = Sort descending
sorted-ascending = Sorted by “{ $column }”, ascending
sorted-descending = Sorted by “{ $column }”, descending
pages = Pages
page-next = Next page
page-previous = Previous page
page-first = First page
page-range = { $from }–{ $to } of { $total }
page-shown = { $shown } of { $total } shown

## Orders: the totals bar

totals-title = Totals
totals-ordered = Ordered
totals-due = Due
totals-orders = Orders
totals-currency = Ordered { $ordered }, received { $received }, due { $due }
totals-more = { $count ->
    [one] + { $count } currency
   *[other] + { $count } currencies
}
totals-announce = { $count ->
    [one] { $count } order. { $totals }
   *[other] { $count } orders. { $totals }
}
status-counts = Orders by status
status-filter = Show only “{ $stage }”
status-filter-off = Stop filtering by “{ $stage }”

## Columns: heads of the table, fields of filters and exports

column-currency = Currency
column-refunded = Refunded
column-company = Company
column-email = E-mail
column-phone = Phone
column-name = Client name
products-more = { $count ->
    [one] + { $count } product
   *[other] + { $count } products
}
comments-count = { $count ->
    [one] { $count } comment
   *[other] { $count } comments
}

## Kinds of order, kinds of status

kind-standard = Standard
kind-subscription = Subscription
kind-instalments = Instalments
stage-kind-new = New
stage-kind-awaiting-payment = Awaiting payment
stage-kind-in-progress = In progress
stage-kind-done = Done
stage-kind-cancelled = Cancelled
stage-kind-error = Error
stage-kind-refunded = Refunded

## Payment

payment-unpaid = Unpaid
payment-pending = Processing
payment-partially-paid = Partially paid
payment-paid = Paid
payment-overpaid = Overpaid
payment-failed = Failed
payment-partially-refunded = Partially refunded
payment-refunded = Refunded
payment-free = Free
overdue = Overdue
method-card = Card
method-bank-transfer = Bank transfer
method-cash = Cash
method-paypal = PayPal
method-other = Other method
payment-kind-scheduled = Scheduled
payment-kind-online = Online
payment-kind-manual = Entered by hand
payment-kind-imported = Imported
payment-state-planned = Planned
payment-state-pending = Processing
payment-state-succeeded = Received
payment-state-failed = Failed
payment-state-voided = Voided

## Kinds of line, of product, of origin

line-kind-product = Product
line-kind-shipping = Shipping
line-kind-fee = Fee
line-kind-tax = Tax
product-kind-course = Course
product-kind-bundle = Bundle
product-kind-webinar = Webinar
product-kind-consultation = Consultation
product-kind-goods = Goods
origin-offer-page = Offer page
origin-form = Form
origin-import = Import
origin-api = API
origin-manual = Created by hand
origin-demo = Demo

## Order card

order-card = Order card
order-title = Order { $number }
order-back = Back to orders
order-client = Client
order-no-client = No client
order-lines = Products and prices
order-line-title = Title
order-quantity = Quantity
order-unit-price = Unit price
order-amount = Amount
order-owes = Due: { $amount }
order-access = Access
order-access-from = Access from
order-access-until = Access until
order-access-unlimited = No time limit
order-payments = Payments
order-no-payments = No payment recorded.
order-payment-due = Due on
order-payment-date = Date
order-payment-method = Payment method
order-payment-state = State
order-refunds = Refunds
order-refund-reason = Reason
order-comments = Comments
order-no-comments = No comments.
order-pinned = Pinned comment
order-events = Timeline
order-no-manager = No manager
order-created = Created on { $date }
order-archived = Archived
mentions-unseen = { $count ->
    [one] { $count } mention not seen yet
   *[other] { $count } mentions not seen yet
}
letter-more = { $count ->
    [one] – and { $count } more line
   *[other] – and { $count } more lines
}
order-siblings = { $count ->
    [one] { $count } other open order of this client for the same offer
   *[other] { $count } other open orders of this client for the same offer
}

## Order card: the timeline

event-created = Order created
event-imported = Order imported
event-moved = Status changed from “{ $from }” to “{ $to }”
undo-whole = Undo for every order of this change
event-undoes = { $what } · taken back
event-elsewhere = a funnel that you do not see
event-stage-deleted = its stage was deleted
event-funnel-retired = its funnel was archived or deleted
event-rekinded = Its stage means “{ $to }”, no longer “{ $from }”
event-paid = Payment of { $amount } received
event-refunded = Refund of { $amount }
event-commented = Comment added
event-archived = Order archived
event-cancelled = Order cancelled
event-other = Order changed
actor-system = System
actor-automation = Automation
actor-import = Import
actor-api = API
actor-you = You

## States: empty, wrong, refused

empty-first-title = No orders yet
empty-first-body = Orders appear here with the first sale or the first import.
empty-first-hint = To bring in an export of your sales: { $command }
empty-match-title = No order matches
empty-match-body = Remove a filter or change the search.
error-title = Something went wrong
error-body = The request failed. Your data is safe.
error-retry = Try again
error-request = Request { $id }
not-found-title = Page not found
not-found-body = This page or order does not exist, or no longer does.
forbidden-title = Not allowed
forbidden-body = Your role does not allow this. Ask the owner of the desk.
unavailable-title = Comptoir is briefly unavailable
unavailable-body = The server does not answer right now. Try again in a moment.
conflict-title = Changed in the meantime
conflict-body = Somebody else changed this order. Reload the page to see it as it is now.
invalid-title = Some fields need correction
invalid-filter-note = A part of the link was not understood and is ignored.

## Import: why a row is refused

import-bad-date = “{ $value }” is not a date
import-missing-date = the date is missing
import-ambiguous-date = day and month cannot be told apart in this column: state the order of the dates
import-bad-amount = “{ $value }” is not an amount
import-missing-amount = the amount is missing
import-amount-too-large = the amount is too large
import-negative-total = the total of the order is negative
import-unknown-currency = unknown currency: “{ $value }”
import-no-currency = no currency is given anywhere: state it
import-missing-number = the order number is missing
import-number-too-long = the order number is longer than 64 characters
import-number-other-origin = number { $number } already belongs to an order of another origin ({ $origin })
import-unknown-stage = unknown status: “{ $value }”
import-unknown-kind = unknown order type: “{ $value }”
import-conflicting = the rows of this order disagree on “{ $column }”
import-bad-quantity = the quantity is not a positive number
import-duplicate-line = this row is in the file twice
import-bad-email = “{ $value }” is not an e-mail address
import-refund-too-large = the refund exceeds the amount paid
import-cell-error = the cell holds the error { $value }
import-differs-kept = order { $number } already exists with other content: it is kept
import-missing-column = the file has no column for this: { $field }
import-no-such-column = the file has no column named “{ $value }”
import-date-out-of-range = the date lies before 1970 or after 2099
import-total-mismatch = the total says { $stated }, the lines make { $computed }
import-ambiguous-symbol = “{ $value }” stands for several currencies: state which one
import-currencies-differ = the row states two currencies: { $one } and { $other }
import-number-control = the order number holds an invisible character
import-conflicting-first = another row of this order says “{ $first }”
import-negative-payment = a payment cannot be negative
import-text-too-long = the text is longer than { $limit } characters
import-refused = the order is refused: { $detail }
import-understood = { $file }: { $rows } rows, { $orders } orders
import-columns = Columns
import-ignored = Ignored columns
import-as-point = amounts with a decimal point
import-as-comma = amounts with a decimal comma
import-as-date = dates, { $order }
import-as-ambiguous = dates whose day and month cannot be told apart
import-because-unknown = means nothing for an order
import-because-same = another column already states { $field }
import-because-not-amounts = no amounts, so not { $field }
import-because-rate = shares, already in the line amounts
import-because-left = left out by the map file
import-statuses = Statuses
import-status-none = (no status)
import-status-new = new status “{ $name }”, { $kind }
import-status-unknown = unknown
import-kinds = Order types
import-totals = Totals
import-totals-line = { $orders } orders, { $ordered } ordered, { $paid } paid, { $refunded } refunded
import-rounded = { $currency }: { $amounts } amounts are finer than the currency; rounding changes them by { $change } in all
import-done = { $fresh } new, { $there } already there, { $differs } differ and are kept
import-made = Made: { $contacts } clients, { $products } products, { $stages } statuses
import-dry-run = Dry run: nothing was written.
import-nothing = Nothing was imported. Bad rows: { $rows }
import-listed-in = Every bad row is listed in { $file }
import-bad-row = row { $row }, { $column }, “{ $value }”: { $reason }
import-hint-stages = Unknown statuses: { $names }. Map them in a map file (--map) or have them made (--create-stages).
import-hint-currency = State the currency: --currency EUR
import-hint-dates = State the order of the dates: --date-order dmy or --date-order mdy
import-no-funnel = there is no funnel “{ $name }”; funnels are: { $funnels }
import-hint-columns = Name the columns in a map file (--map). Columns of the file: { $headers }

## More of the frame and the filters
funnel-standard = Sales
user-menu-of = Account of { $name }
page-title = { $page } · { $desk }
not-understood = This part of the link was not understood: { $part }
filter-panel-hint = All conditions count: an order has to meet each of them.
filter-is-not = Exclude these values
welcome-title = Choose your password
welcome-submit = Save the password
password-hint = At least 12 characters.
setup-desk = Name of the team
results = Results
summary = Summary

## Saved views

views = Saved views
view-all = All
view-menu = Views
view-name = Name of the view
view-name-wrong = Give it a name of 1 to 60 characters.
view-taken = You already have a view with this name.
view-many = You already have as many views as a person may have. Delete one first.
view-share = Share with the team
view-begin = Begin with this view
view-begin-open = Begin with this view
view-begin-not = No longer begin with this view
view-save-as = Save view
view-rename = Rename
view-delete = Delete view
view-changed = View changed
view-discard = Discard changes
view-gone = This view no longer exists. The filters of the link still apply.
view-is-default = first view
view-is-shared = shared view

## Totals that come later

totals-pending = Adding up…
totals-failed = The totals could not be added up.
totals-show = Show totals
## Settings

nav-settings = Settings
settings-pages = Settings pages
settings-profile = My profile
settings-desk = Desk
settings-users = Team
settings-saved = Changes saved.
settings-identity = About you
settings-display = Language and display
language-of-browser = As the browser
density = Density of lists
density-compact = Compact
density-normal = Normal
density-relaxed = Relaxed
single-keys = Single-key shortcuts
single-keys-hint = For example / to search, without Ctrl or Alt. Switch them off if you dictate text or press keys by accident.
user-role = Role
sessions = Open sessions
sessions-hint = The browsers in which your account is signed in. End any session that you do not recognise.
session-unknown = Unknown browser
session-this = This session
session-end = End
session-end-named = End the session “{ $name }” begun on { $began }
session-times = Begun on { $began } · last used on { $seen }
sessions-end-others = End all other sessions
session-ended = The session has ended.
sessions-ended = All other sessions have ended.
zone = Time zone
zone-hint = It is { $time } there. Days in lists, filters and totals begin at midnight in this zone.
default-currency = Default currency
default-currency-hint = Offered first; each order keeps its own.
desk-languages = Languages
desk-languages-hint = Everybody chooses among the ticked languages. The default is used when a browser asks for none of them.
language-default = Default
language-default-named = Default: { $language }
team-title = Team members
user-invited = Invited, link valid until { $until }
user-waiting = No password yet, no valid link
user-disabled = Access disabled
user-manage = Manage
user-manage-named = Manage { $name }
user-link-again = New invitation link
user-link-password = Link to change the password
user-enable = Enable access
user-disable = Disable access
invite-title = Invite somebody
invite-hint = You get a one-time link to pass on yourself.
invite-submit = Create the invitation
role-owner-may = Everything, including the team and settings.
role-manager-may = All orders, but no deletion and no settings.
role-viewer-may = Reads and exports orders.
user-link = One-time link
user-link-made = Link made: { $name }.
user-link-once = It works once, within 24 hours, and will not be shown again. Pass it on in a safe way.
user-role-changed = Role changed: { $name }.
user-now-disabled = Access disabled: { $name }. Their sessions have ended.
user-now-enabled = Access restored: { $name }.
copy = Copy
copied = Copied
email-taken = This address already belongs to somebody on the team.
name-long = At most 200 characters.
name-strange = This name holds characters that cannot be seen. Type it again.
zone-unknown = Choose a zone from the list, for example Europe/Paris.
currency-unknown = Choose a currency from the list.
languages-none = At least one language stays on offer.
language-default-missing = The default language must be one of the ticked ones.
language-not-offered = This language is no longer on offer.
choice-unknown = There is no such choice: take one of those shown.
last-owner = This is the last active owner: give the role to somebody else first.
disable-oneself = You cannot disable your own access.
user-disabled-no-link = This access is disabled: restore it before making a link.
user-changed = This person was changed in the meantime. The list shows them as they are now.
conflict-settings = These settings were changed in the meantime. What you typed is kept: save it, or take the current values.
conflict-theirs = Current value: { $value }
conflict-take-theirs = Take the current values

## The whole filter, and searches that name a person
filter-attention = Needs attention
filter-empty = Empty or filled in
filter-is-empty = Empty
filter-is-filled = Filled in
filter-more = More filters
filter-missing = { $name } (not found)
filter-not-found = Not found: { $name }
filter-type-name = { $name }: find a value
filter-type-placeholder = Find a value
filter-add-placeholder = Add a filter…
filter-edit = Change this filter
filter-suggestions = { $count ->
    [one] { $count } suggestion
   *[other] { $count } suggestions
}
search-lost = This search is no longer kept. Please type it again.
search-unknown = forgotten search
tomorrow = Tomorrow
next-7-days = Next 7 days
next-30-days = Next 30 days

## Changing orders: what is asked, what was done, what was refused

edit-title = Change the order
edit-status = Change the status
edit-manager = Change the manager
edit-tags = Change the tags
edit-none = Add
edit-filter = Search the list
edit-tag-filter = Search or create a tag
tag-make = Create the tag “{ $name }”
tag-new = New tag
archive-group = Archiving
archive-do = Archive
archive-undo = Take out of the archive
action-move = status “{ $name }”
action-assign = manager: { $name }
action-unassign = no manager
action-tag = add the tag “{ $name }”
action-untag = remove the tag “{ $name }”
change-one = Order { $number }: { $what }
change-done = { $count ->
    [one] { $count } order changed.
   *[other] { $count } orders changed.
}
change-undone = { $count ->
    [one] Change undone: { $count } order.
   *[other] Change undone: { $count } orders.
}
change-undone-before = This change had been undone already.
change-already = { $count ->
    [one] { $count } was so already.
   *[other] { $count } were so already.
}
change-refused = { $count ->
    [one] { $count } left as it was: { $named }.
   *[other] { $count } left as they were: { $named }.
}
change-refused-all = See each
change-refused-one = { $number } ({ $reason })
change-left-out = Not done because of that: { $what }
change-so-far = { $count ->
    [one] Under way: { $count } order done so far…
   *[other] Under way: { $count } orders done so far…
}
change-progress = { $count ->
    [one] Under way: { $done } of { $count } order…
   *[other] Under way: { $done } of { $count } orders…
}
change-goes-on = It goes on in the background.
change-how-far = How far is it?
session-over = Your session has ended: sign in to go on.
connection-lost = Connection lost. Trying again…
met-title = { $name } changed this order in the meantime
met-title-unknown = This order was changed in the meantime
met-mine = Your change: { $what }
met-theirs = Keep theirs
met-keep-mine = Keep mine
reason-conflict = changed in the meantime
reason-gone = not found
reason-archived = archived
reason-other-funnel = its funnel has no such status
reason-unknown-user = manager not available
reason-unknown-tag = unknown tag
problem-no-order = Select at least one order.
problem-too-many-orders = Too many orders are selected one by one: choose all of the filter instead.
problem-no-action = Choose one change to make.
problem-tag-name = The name of a tag has 1 to 40 characters, at least one of them a letter or digit.
problem-key-reused = This form has been used before. Reload the page and start again.
problem-too-large = The totals would exceed what can be counted. Nothing was changed.
review-title = { $count ->
    [one] Change { $count } order?
   *[other] Change { $count } orders?
}
review-title-all = Change all orders of this filter?
review-do = Change
tag-add = Add “{ $name }”
tag-take = Remove “{ $name }”
bulk-title = Selected orders
bulk-everything = { $count ->
    [one] { $count } order of this filter, on all pages
   *[other] All { $count } orders of this filter, on all pages
}
bulk-action = Change to make
bulk-choose = Choose…
bulk-apply = Apply to the selection
event-assigned-to = Manager: { $to } (before: { $from })
event-tags-added = Tags added: { $names }
event-tags-removed = Tags removed: { $names }
event-unarchived = Order taken out of the archive
person-gone = someone who has left
## Rows: scrolled, chosen, copied, jumped to
choose-column = Selection
choose-order = Select order { $number }
choose-loaded = Select the loaded rows
choose-everything = Select everything of this filter
choose-all-of = Select all { $count } of this filter
choose-none = Clear selection
chosen-count = { $count ->
    [one] { $count } order selected
   *[other] { $count } orders selected
}
chosen-everything = { $count ->
    [one] The only order of this filter is selected
   *[other] All { $count } orders of this filter are selected
}
chosen-all = All orders of this filter are selected
copy-rows = Copy
copied-rows = { $count ->
    [one] { $count } row copied
   *[other] { $count } rows copied
}
copied-some = { $count ->
    [one] { $count } loaded row copied; the export has every order
   *[other] { $count } loaded rows copied; the export has every order
}
copy-failed = The browser did not allow copying
row-stays = No longer matches the filter
cards-failed = The next cards could not be loaded.
rows-failed = The next rows could not be loaded.
rows-retry = Try again
jump-label = Jump to
jump-go = Go
jump-day = 24 Nov 2026
jump-amount = EUR 100
jump-text = First letters
jump-wrong = This value is not understood
## Orders: heads of the columns

head-menu = Options of the column “{ $column }”
head-move-left = Move left
head-move-right = Move right
head-fit = Fit to content
head-hide = Hide column
head-width = Width of the column “{ $column }”
head-width-pixels = { $pixels } px
head-place-said = “{ $column }”: place { $place } of { $count }
head-hidden-said = Column “{ $column }” hidden
drag-cancelled = Move cancelled
columns-move-first-named = Move “{ $column }” to the start
columns-move-last-named = Move “{ $column }” to the end
## Keyboard, palette and paper
palette = Search and actions
palette-open = Search…
palette-placeholder = Order number, client or action
palette-here = This page
palette-go = Go to
palette-display = Display
palette-account = Account
palette-latest = Latest orders
palette-search-all = Show all orders that contain “{ $text }”
palette-searching = Searching…
palette-failed = The search did not go through.
palette-none = Nothing matches “{ $text }”.
palette-count = { $count ->
    [one] { $count } result
   *[other] { $count } results
}
palette-move = Move
palette-choose = Open
keys-title = Keyboard shortcuts
keys-everywhere = Everywhere
keys-list = In the list of orders
keys-on = Single-key shortcuts can be switched off in your profile.
keys-off = Single-key shortcuts are switched off in your profile.
keys-profile = Open my profile
key-orders = Go to the list of orders
key-submit = Send the form
key-undo = Undo the last change
key-next = Next row
key-previous = Previous row
key-open = Open the order
key-select = Select the row
key-select-range = Select up to this row
key-select-none = Select nothing
key-status = Change the status
key-or = or
key-cap-enter = Enter
key-cap-escape = Esc
key-cap-shift = Shift
## The chart of the filtered orders
chart-title = Chart
chart-open = Show the chart
chart-close = Close the chart
chart-pending = Working out the chart…
chart-failed = The chart could not be worked out.
chart-show = Work out the chart
chart-period = Period
chart-days = Days
chart-weeks = Weeks
chart-months = Months
chart-by-day = Orders and amounts per day
chart-by-week = Orders and amounts per week
chart-by-month = Orders and amounts per month
chart-caption = { $what }, { $first } to { $last }
chart-cut-days = { $count ->
    [one] The filter reaches further back: only the last day is drawn.
   *[other] The filter reaches further back: only the last { $count } days are drawn.
}
chart-cut-weeks = { $count ->
    [one] The filter reaches further back: only the last week is drawn.
   *[other] The filter reaches further back: only the last { $count } weeks are drawn.
}
chart-cut-months = { $count ->
    [one] The filter reaches further back: only the last month is drawn.
   *[other] The filter reaches further back: only the last { $count } months are drawn.
}
chart-empty = No order passes this filter: there is nothing to draw.
chart-week-of = week of { $day }
chart-orders = { $count ->
    [one] { $count } order
   *[other] { $count } orders
}
chart-orders-of = { $period }: { $count ->
    [one] { $count } order
   *[other] { $count } orders
}
chart-amounts = ordered { $ordered }, received { $received }
chart-highest = most: { $value } ({ $when })
chart-label = { $name }: { $value }; { $more }
chart-numbers = Numbers of the chart
chart-sum = Total
chart-thousands = { $n }k
chart-millions = { $n }M
statuses-empty = { $count ->
    [one] { $count } empty status
   *[other] { $count } empty statuses
}

## Funnels and statuses: their settings

funnel-created = Funnel created.
funnel-now-archived = “{ $who }” is archived.
funnel-now-restored = “{ $who }” is back, at the end of the list.
funnel-now-deleted = “{ $who }” is deleted.
stage-now-deleted = The status “{ $who }” is deleted.
funnel-under-way = The orders are being moved in the background. This page shows how many are left.
stage-name-long = Use at most 60 characters.
name-mark = A name does not begin with “@”.
number-between = Enter a whole number from { $least } to { $most }, or nothing.
stage-last-open = A funnel keeps at least one open status, where work is done.
stage-last-closing = A funnel keeps at least one closing status, where work ends.
funnel-default-stays = New orders land in the default funnel. Choose another one first.
funnel-holds-orders = Choose where the orders go.
funnel-name-taken = This name is taken. Choose another one.
funnel-too-many = There are as many as there may be.
funnel-is-archived = This funnel is archived. Restore it first.
funnel-changed = Somebody has just changed this funnel. The page shows it as it is now.
funnel-gone = This funnel or status no longer exists.
funnel-courses = Course sales
funnel-subscriptions = Subscriptions
funnel-consultations = Consultation
stage-contacted = Contacted
stage-learning = Learning
stage-completed = Course completed
stage-active = Active
stage-past-due = Past due
stage-ended = Ended
stage-booked = Booked
stage-held = Held
stage-no-show = No-show
funnel-new = New funnel
funnel-template = Start from
funnel-template-hint = All of its statuses can be changed afterwards.
funnel-name = Name of the funnel
funnel-name-hint = Without a name it is called as it came, in everybody’s language.
funnel-create = Create the funnel
funnel-is-default = Default
funnels-archived = Archived funnels
funnels-hint = Each funnel has statuses of its own. New orders land in the default one.
funnel-restore = Restore
funnel-restore-named = Restore “{ $name }”
funnel-archive = Archive the funnel
funnel-delete = Delete the funnel
funnel-access = Who sees its orders
funnel-access-hint = Owners always do. For the others they are nowhere: not in totals, searches or exports either.
funnel-seen-by = Seen by: { $roles }
funnel-make-default = Make it the default
funnel-more = More
funnel-stages = Statuses
stage-add = Add a status
stage-change = Change
stage-change-named = Change “{ $name }”
stage-name = Name
stage-name-hint = Without a name it is called as its meaning, in everybody’s language.
stage-meaning = Meaning
stage-meaning-hint = A cancelled or refunded order owes nothing. Another meaning applies to all orders of this status.
stage-colour = Colour
stage-colour-own = As its meaning
colour-blue = Blue
colour-amber = Amber
colour-violet = Violet
colour-green = Green
colour-grey = Grey
colour-red = Red
colour-pink = Pink
stage-limit = Limit of orders
stage-limit-hint = Beyond it people are warned. Without a number there is none.
stage-limit-of = limit { $number }
stage-stale-days = Days until stale
stage-stale-hint = Orders that stay longer are marked. Without a number they never are.
stage-place = Position
stage-place-end = At the end
stage-place-before = Before “{ $name }”
stage-delete = Delete the status
leave-archive-title = Archive “{ $name }”
leave-delete-title = Delete “{ $name }”
leave-none = It holds no order.
leave-to = Orders go to
leave-choose = Choose a status
leave-keeps = An archived funnel keeps its statuses and can be restored.
leave-for-good = This cannot be undone. Links and views that name it will say so and still work.
stages-count = { $count ->
    [one] { $count } status
   *[other] { $count } statuses
}
stage-stale-after = { $count ->
    [one] stale after { $count } day
   *[other] stale after { $count } days
}
leave-holds = { $count ->
    [one] It holds { $count } order, archived ones included. It keeps its history and its amounts.
   *[other] It holds { $count } orders, archived ones included. They keep their history and their amounts.
}
