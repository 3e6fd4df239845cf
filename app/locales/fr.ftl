### Everything a person reads, in French. The source language: the other files have its keys and variables.
### U+202F before ; : ! ?, U+00A0 inside « » and between a number and what it counts, ’ as the apostrophe.

## Shell: the frame around every page

app-name = Comptoir
nav-orders = Commandes
nav-skip-to-content = Aller au contenu
nav-sections = Rubriques
nav-menu = Menu
user-menu = Menu du compte
language = Langue
theme = Thème
theme-auto = Comme le système
theme-light = Clair
theme-dark = Sombre
demo-banner = Espace de démonstration : les données sont fictives et disparaissent à l’arrêt.
role-owner = Propriétaire
role-manager = Gestionnaire
role-viewer = Lecteur
back = Retour
close = Fermer
save = Enregistrer
undo = Défaire
redo = Rétablir
yes = Oui
no = Non
none = Aucun
not-set = Non renseigné
more = Plus
loading = Chargement…

## Session: signing in, the first account

sign-in = Se connecter
sign-out = Se déconnecter
sign-in-title = Connexion à Comptoir
sign-in-submit = Se connecter
email = Adresse e-mail
password = Mot de passe
password-repeat = Mot de passe, encore une fois
name = Nom
sign-in-failed = Adresse e-mail ou mot de passe incorrect.
sign-in-too-many = Trop de tentatives. Patientez quelques minutes avant de réessayer.
setup-title = Créer le compte du propriétaire
setup-intro = Ce lien ne sert qu’une fois. Le propriétaire a tous les droits et invite le reste de l’équipe.
setup-submit = Créer le compte
setup-link-used = Ce lien a déjà servi ou n’est plus valable. Connectez-vous, ou demandez un nouveau lien à la personne qui administre le serveur.
password-too-short = Le mot de passe doit compter au moins 12 caractères.
password-mismatch = Les deux mots de passe sont différents.
email-invalid = Cette adresse e-mail n’est pas valable.
name-missing = Indiquez un nom.

## Orders: the control bar

orders-title = Commandes
orders-count = { $count ->
    [one] { $count } commande
    [many] { $count } de commandes
   *[other] { $count } commandes
}
orders-table = Liste des commandes
funnel = Entonnoir
funnels = Entonnoirs
funnel-all = Tous les entonnoirs
funnel-settings = Paramètres de l’entonnoir
stage = Statut
view-table = Tableau
view-kanban = Kanban
view-switch = Affichage
board-columns = Colonnes du Kanban
board-no-stage = L’entonnoir de la commande n’a pas d’étape de ce type : elle reste où elle est.
board-everything = Toutes les commandes du filtre sont sélectionnées : changez leur statut dans la barre de sélection.
card-fields = Cartes
card-fields-intro = Ce que disent les cartes
lane-fold = Replier « { $name } »
lane-unfold = Déplier « { $name } »
lane-fold-empty = Replier les colonnes vides
lane-unfold-empty = Déplier les colonnes vides
lane-empty = Aucune commande
lane-limit = limite { $limit }
lane-over = au-delà de la limite de { $limit }
lane-passed = « { $name } » : { $what }
lane-rest = Voir toute la colonne dans le tableau
card-move = Changer le statut de la commande { $number }
due-title = Terminer alors qu’il reste à payer ?
due-one = { $number } : reste { $amount }
due-do = Terminer quand même
review-due = Il reste à payer sur ces commandes : { $amounts }
key-board = Aller au Kanban
key-card-move = Déplacer la carte
sort-stage-entered = Temps dans l’étape
updates = { $count ->
    [one] { $count } mise à jour
    [many] { $count } de mises à jour
   *[other] { $count } mises à jour
}
updates-some = Mises à jour
updates-show = Montrer la liste telle qu’elle est maintenant
create-order = Créer une commande
export = Exporter
export-menu = Format du fichier exporté
export-xlsx = Excel (.xlsx)
export-csv = CSV (.csv)
export-what = Exactement les commandes filtrées, dans les colonnes affichées.
search-label = Rechercher une commande
search-placeholder = Client ou numéro de commande
search-submit = Rechercher
search-clear = Effacer la recherche

## Orders: the columns form

columns = Colonnes
columns-title = Colonnes du tableau
columns-intro = Choisissez les colonnes affichées et leur ordre.
columns-show = Afficher
columns-position = Position
columns-move-up = Monter
columns-move-down = Descendre
columns-move-up-named = Monter « { $column } »
columns-move-down-named = Descendre « { $column } »
columns-apply = Appliquer
columns-reset = Colonnes par défaut
columns-for-team = Colonnes de l’équipe

## Orders: filters

filters = Filtres
filter-add = Ajouter un filtre
filter-apply = Appliquer
filters-clear = Effacer les filtres
filter-remove = Retirer le filtre « { $name } »
filter-chip = { $name } : { $values }
filter-chip-not = { $name } : sauf { $values }
filter-not = sauf
filter-any = Indifférent
filter-include = Inclure
filter-exclude = Exclure
filter-values = Valeurs
filter-from = Du
filter-to = Au
filter-min = Minimum
filter-max = Maximum
filter-range = de { $from } à { $to }
filter-range-from = à partir de { $from }
filter-range-to = jusqu’à { $to }
filter-currency = Devise
filter-preset = Période
filter-me = Moi
filter-nobody = Personne
filter-only-overdue = En retard seulement
filter = Filtrer
filter-archived-only = Archivées seulement
filter-archived-all = Archivées comprises
today = Aujourd’hui
yesterday = Hier
last-7-days = 7 derniers jours
last-30-days = 30 derniers jours
this-week = Cette semaine
this-month = Ce mois-ci
last-month = Le mois dernier
this-year = Cette année
last-year = L’année dernière

## Orders: sorting and paging

sort = Trier
sort-by = Trier par « { $column } »
sort-ascending = Tri croissant
sort-descending = Tri décroissant
sorted-ascending = Trié par « { $column } », ordre croissant
sorted-descending = Trié par « { $column } », ordre décroissant
pages = Pages
page-next = Page suivante
page-previous = Page précédente
page-first = Première page
page-range = { $from }–{ $to } sur { $total }
page-shown = Affichage de { $shown } sur { $total }

## Orders: the totals bar

totals-title = Totaux
totals-ordered = Commandé
totals-due = Reste à payer
totals-orders = Commandes
totals-currency = Commandé { $ordered }, encaissé { $received }, reste à payer { $due }
totals-more = { $count ->
    [one] + { $count } devise
    [many] + { $count } de devises
   *[other] + { $count } devises
}
totals-announce = { $count ->
    [one] { $count } commande. { $totals }
    [many] { $count } de commandes. { $totals }
   *[other] { $count } commandes. { $totals }
}
status-counts = Commandes par statut
status-filter = Ne voir que « { $stage } »
status-filter-off = Ne plus filtrer sur « { $stage } »

## Columns: heads of the table, fields of filters and exports

column-currency = Devise
column-refunded = Remboursé
column-company = Société
column-email = E-mail
column-phone = Téléphone
column-name = Nom du client
products-more = { $count ->
    [one] + { $count } produit
    [many] + { $count } de produits
   *[other] + { $count } produits
}
comments-count = { $count ->
    [one] { $count } commentaire
    [many] { $count } de commentaires
   *[other] { $count } commentaires
}

## Kinds of order, kinds of status

kind-standard = Standard
kind-subscription = Abonnement
kind-instalments = Paiement échelonné
stage-kind-new = Nouveau
stage-kind-awaiting-payment = En attente de paiement
stage-kind-in-progress = En cours
stage-kind-done = Terminé
stage-kind-cancelled = Annulé
stage-kind-error = Erreur
stage-kind-refunded = Remboursé

## Payment

payment-unpaid = Non payé
payment-pending = En traitement
payment-partially-paid = Partiellement payé
payment-paid = Payé
payment-overpaid = Trop-perçu
payment-failed = Échoué
payment-partially-refunded = Partiellement remboursé
payment-refunded = Remboursé
payment-free = Gratuit
overdue = En retard
method-card = Carte bancaire
method-bank-transfer = Virement bancaire
method-cash = Espèces
method-paypal = PayPal
method-other = Autre moyen
payment-kind-scheduled = Échéance
payment-kind-online = En ligne
payment-kind-manual = Saisi à la main
payment-kind-imported = Importé
payment-state-planned = Prévu
payment-state-pending = En traitement
payment-state-succeeded = Encaissé
payment-state-failed = Échoué
payment-state-voided = Invalidé

## Kinds of line, of product, of origin

line-kind-product = Produit
line-kind-shipping = Livraison
line-kind-fee = Frais
line-kind-tax = Taxe
product-kind-course = Cours
product-kind-bundle = Pack
product-kind-webinar = Webinaire
product-kind-consultation = Consultation
product-kind-goods = Article
origin-offer-page = Page de l’offre
origin-form = Formulaire
origin-import = Import
origin-api = API
origin-manual = Créée à la main
origin-demo = Démonstration

## Order card

order-card = Fiche de commande
order-title = Commande { $number }
order-back = Retour aux commandes
order-client = Client
order-no-client = Sans client
order-lines = Produits et prix
order-line-title = Libellé
order-quantity = Quantité
order-unit-price = Prix unitaire
order-amount = Montant
order-owes = Reste à payer : { $amount }
order-access = Accès
order-access-from = Accès à partir du
order-access-until = Accès jusqu’au
order-access-unlimited = Sans limite de durée
order-payments = Paiements
order-no-payments = Aucun paiement enregistré.
order-payment-due = À payer le
order-payment-date = Date
order-payment-method = Moyen de paiement
order-payment-state = État
order-refunds = Remboursements
order-refund-reason = Motif
order-comments = Commentaires
order-no-comments = Aucun commentaire.
order-pinned = Commentaire épinglé
order-events = Historique
order-no-manager = Sans responsable
order-created = Créée le { $date }
order-archived = Archivée
mentions-unseen = { $count ->
    [one] { $count } mention non vue
    [many] { $count } de mentions non vues
   *[other] { $count } mentions non vues
}
letter-more = { $count ->
    [one] – et { $count } autre ligne
    [many] – et { $count } d’autres lignes
   *[other] – et { $count } autres lignes
}
order-siblings = { $count ->
    [one] { $count } autre commande ouverte de ce client pour la même offre
    [many] { $count } d’autres commandes ouvertes de ce client pour la même offre
   *[other] { $count } autres commandes ouvertes de ce client pour la même offre
}

## Order card: the timeline

event-created = Commande créée
event-imported = Commande importée
event-moved = Statut changé : de « { $from } » à « { $to } »
undo-whole = Annuler pour toutes les commandes de ce changement
event-undoes = { $what } · annulation
event-elsewhere = un entonnoir que vous ne voyez pas
event-stage-deleted = son étape a été supprimée
event-funnel-retired = son entonnoir a été archivé ou supprimé
event-rekinded = Son étape signifie « { $to } » et non plus « { $from } »
event-paid = Paiement de { $amount } encaissé
event-refunded = Remboursement de { $amount }
event-commented = Commentaire ajouté
event-archived = Commande archivée
event-cancelled = Commande annulée
event-other = Commande modifiée
actor-system = Système
actor-automation = Automatisation
actor-import = Import
actor-api = API
actor-you = Vous

## States: empty, wrong, refused

empty-first-title = Aucune commande pour l’instant
empty-first-body = Les commandes apparaîtront ici dès la première vente ou le premier import.
empty-first-hint = Pour reprendre un export de vos ventes : { $command }
empty-match-title = Aucune commande ne correspond
empty-match-body = Retirez un filtre ou modifiez la recherche.
error-title = Quelque chose s’est mal passé
error-body = La demande n’a pas abouti. Vos données sont intactes.
error-retry = Réessayer
error-request = Requête { $id }
not-found-title = Page introuvable
not-found-body = Cette page ou cette commande n’existe pas, ou plus.
forbidden-title = Accès refusé
forbidden-body = Votre rôle ne le permet pas. Adressez-vous au propriétaire de l’espace.
unavailable-title = Comptoir est momentanément indisponible
unavailable-body = Le serveur ne répond pas pour l’instant. Réessayez dans un moment.
conflict-title = Modifiée entre-temps
conflict-body = Quelqu’un d’autre a modifié cette commande. Rechargez la page pour voir son état actuel.
invalid-title = Des champs sont à corriger
invalid-filter-note = Une partie du lien n’a pas été comprise ; elle est ignorée.

## Import: why a row is refused

import-bad-date = « { $value } » n’est pas une date
import-missing-date = la date manque
import-ambiguous-date = le jour et le mois ne se distinguent pas dans cette colonne : précisez l’ordre des dates
import-bad-amount = « { $value } » n’est pas un montant
import-missing-amount = le montant manque
import-amount-too-large = le montant est trop grand
import-negative-total = le total de la commande est négatif
import-unknown-currency = devise inconnue : « { $value } »
import-no-currency = la devise n’est indiquée nulle part : précisez-la
import-missing-number = le numéro de commande manque
import-number-too-long = le numéro de commande dépasse 64 caractères
import-number-other-origin = le numéro { $number } appartient déjà à une commande d’une autre provenance ({ $origin })
import-unknown-stage = statut inconnu : « { $value } »
import-unknown-kind = type de commande inconnu : « { $value } »
import-conflicting = les lignes de cette commande se contredisent sur « { $column } »
import-bad-quantity = la quantité n’est pas un nombre positif
import-duplicate-line = cette ligne figure deux fois dans le fichier
import-bad-email = « { $value } » n’est pas une adresse e-mail
import-refund-too-large = le remboursement dépasse le montant payé
import-cell-error = la cellule contient l’erreur { $value }
import-differs-kept = la commande { $number } existe déjà avec un autre contenu : elle est conservée
import-missing-column = le fichier n’a pas de colonne pour : { $field }
import-no-such-column = le fichier n’a pas de colonne nommée « { $value } »
import-date-out-of-range = la date est antérieure à 1970 ou postérieure à 2099
import-total-mismatch = le total indique { $stated }, les lignes donnent { $computed }
import-ambiguous-symbol = « { $value } » désigne plusieurs devises : précisez laquelle
import-currencies-differ = la ligne indique deux devises : { $one } et { $other }
import-number-control = le numéro de commande contient un caractère invisible
import-conflicting-first = une autre ligne de cette commande indique « { $first } »
import-negative-payment = un paiement ne peut pas être négatif
import-text-too-long = le texte dépasse { $limit } caractères
import-refused = la commande est refusée : { $detail }
import-understood = { $file } : { $rows } lignes, { $orders } commandes
import-columns = Colonnes
import-ignored = Colonnes ignorées
import-as-point = montants à point décimal
import-as-comma = montants à virgule décimale
import-as-date = dates, { $order }
import-as-ambiguous = dates dont le jour et le mois ne se distinguent pas
import-because-unknown = sans signification pour une commande
import-because-same = une autre colonne indique déjà { $field }
import-because-not-amounts = pas des montants, donc pas { $field }
import-because-rate = des taux, déjà compris dans les montants des lignes
import-because-left = écartée par le fichier de correspondance
import-statuses = Statuts
import-status-none = (sans statut)
import-status-new = nouveau statut « { $name } », { $kind }
import-status-unknown = inconnu
import-kinds = Types de commande
import-totals = Totaux
import-totals-line = { $orders } commandes, { $ordered } commandés, { $paid } payés, { $refunded } remboursés
import-rounded = { $currency } : { $amounts } montants sont plus fins que la devise ; l’arrondi les change de { $change } en tout
import-done = { $fresh } nouvelles, { $there } déjà là, { $differs } différentes et conservées
import-made = Créés : { $contacts } clients, { $products } produits, { $stages } statuts
import-dry-run = Essai à blanc : rien n’a été écrit.
import-nothing = Rien n’a été importé. Lignes refusées : { $rows }
import-listed-in = Toutes les lignes refusées sont dans { $file }
import-bad-row = ligne { $row }, { $column }, « { $value } » : { $reason }
import-hint-stages = Statuts inconnus : { $names }. Indiquez-les dans un fichier de correspondance (--map) ou faites-les créer (--create-stages).
import-hint-currency = Précisez la devise : --currency EUR
import-hint-dates = Précisez l’ordre des dates : --date-order dmy ou --date-order mdy
import-no-funnel = il n’y a pas d’entonnoir « { $name } » ; entonnoirs : { $funnels }
import-hint-columns = Nommez les colonnes dans un fichier de correspondance (--map). Colonnes du fichier : { $headers }

## More of the frame and the filters
funnel-standard = Ventes
user-menu-of = Compte de { $name }
page-title = { $page } · { $desk }
not-understood = Cette partie du lien n’a pas été comprise : { $part }
filter-panel-hint = Chaque condition compte : une commande doit les remplir toutes.
filter-is-not = Exclure ces valeurs
welcome-title = Choisissez votre mot de passe
welcome-submit = Enregistrer le mot de passe
password-hint = 12 caractères au moins.
setup-desk = Nom de l’équipe
results = Résultats
summary = En bref

## Saved views

views = Vues enregistrées
view-all = Toutes
view-menu = Vues
view-name = Nom de la vue
view-name-wrong = Donnez un nom de 1 à 60 caractères.
view-taken = Vous avez déjà une vue de ce nom.
view-many = Vous avez déjà autant de vues qu’une personne peut en avoir. Supprimez-en une d’abord.
view-share = Partager avec l’équipe
view-begin = Commencer par cette vue
view-begin-open = Commencer par cette vue
view-begin-not = Ne plus commencer par cette vue
view-save-as = Enregistrer la vue
view-rename = Renommer
view-delete = Supprimer la vue
view-changed = Vue modifiée
view-discard = Rétablir
view-gone = Cette vue n’existe plus. Les filtres du lien restent appliqués.
view-is-default = vue de départ
view-is-shared = vue partagée

## Totals that come later

totals-pending = Calcul des totaux…
totals-failed = Les totaux n’ont pas pu être calculés.
totals-show = Afficher les totaux
## Settings

nav-settings = Paramètres
settings-pages = Pages des paramètres
settings-profile = Mon profil
settings-desk = Espace
settings-users = Équipe
settings-saved = Modifications enregistrées.
settings-identity = À propos de vous
settings-display = Langue et affichage
language-of-browser = Comme le navigateur
density = Densité des listes
density-compact = Compacte
density-normal = Normale
density-relaxed = Aérée
single-keys = Raccourcis à une seule touche
single-keys-hint = Par exemple / pour chercher, sans Ctrl ni Alt. Désactivez-les si vous dictez vos textes ou si des touches partent par erreur.
user-role = Rôle
sessions = Sessions ouvertes
sessions-hint = Les navigateurs dans lesquels votre compte est ouvert. Terminez les sessions que vous ne reconnaissez pas.
session-unknown = Navigateur inconnu
session-this = Cette session
session-end = Terminer
session-end-named = Terminer la session « { $name } » ouverte le { $began }
session-times = Ouverte le { $began } · dernière activité le { $seen }
sessions-end-others = Terminer toutes les autres sessions
session-ended = La session est terminée.
sessions-ended = Toutes les autres sessions sont terminées.
zone = Fuseau horaire
zone-hint = Il y est { $time }. Les jours des listes, des filtres et des totaux commencent à minuit dans ce fuseau.
default-currency = Devise par défaut
default-currency-hint = Proposée en premier ; chaque commande garde la sienne.
desk-languages = Langues
desk-languages-hint = Chaque personne choisit parmi les langues cochées. Celle par défaut sert quand le navigateur n’en demande aucune.
language-default = Par défaut
language-default-named = Par défaut : { $language }
team-title = Membres de l’équipe
user-invited = Invitation valable jusqu’au { $until }
user-waiting = Sans mot de passe ni lien valable
user-disabled = Accès désactivé
user-manage = Gérer
user-manage-named = Gérer { $name }
user-link-again = Nouveau lien d’invitation
user-link-password = Lien pour changer le mot de passe
user-enable = Réactiver l’accès
user-disable = Désactiver l’accès
invite-title = Inviter une personne
invite-hint = Vous obtenez un lien à usage unique, à transmettre vous-même.
invite-submit = Créer l’invitation
role-owner-may = Tout, y compris l’équipe et les paramètres.
role-manager-may = Toutes les commandes, sans suppression ni paramètres.
role-viewer-may = Consulte et exporte les commandes.
user-link = Lien à usage unique
user-link-made = Lien créé : { $name }.
user-link-once = Il sert une seule fois, pendant 24 heures, et ne sera plus affiché. Transmettez-le par un moyen sûr.
user-role-changed = Rôle modifié : { $name }.
user-now-disabled = Accès désactivé : { $name }. Ses sessions sont terminées.
user-now-enabled = Accès rétabli : { $name }.
copy = Copier
copied = Copié
email-taken = Cette adresse appartient déjà à une personne de l’équipe.
name-long = 200 caractères au plus.
name-strange = Ce nom contient des caractères invisibles. Saisissez-le à nouveau.
zone-unknown = Choisissez un fuseau de la liste, par exemple Europe/Paris.
currency-unknown = Choisissez une devise de la liste.
languages-none = Au moins une langue reste proposée.
language-default-missing = La langue par défaut doit être parmi les langues cochées.
language-not-offered = Cette langue n’est plus proposée.
choice-unknown = Ce choix n’existe pas : prenez l’un de ceux qui sont affichés.
last-owner = C’est le dernier propriétaire actif : donnez d’abord ce rôle à une autre personne.
disable-oneself = Vous ne pouvez pas désactiver votre propre accès.
user-disabled-no-link = Cet accès est désactivé : rétablissez-le avant de créer un lien.
user-changed = Cette personne a été modifiée entre-temps. La liste montre son état actuel.
conflict-settings = Ces paramètres ont été modifiés entre-temps. Vos saisies sont conservées : enregistrez-les, ou reprenez les valeurs actuelles.
conflict-theirs = Valeur actuelle : { $value }
conflict-take-theirs = Reprendre les valeurs actuelles

## The whole filter, and searches that name a person
filter-attention = À surveiller
filter-empty = Vide ou renseigné
filter-is-empty = Vide
filter-is-filled = Renseigné
filter-more = Plus de critères
filter-missing = { $name } (introuvable)
filter-not-found = Introuvable : { $name }
filter-type-name = { $name } : chercher une valeur
filter-type-placeholder = Chercher une valeur
filter-add-placeholder = Ajouter un filtre…
filter-edit = Modifier ce filtre
filter-suggestions = { $count ->
    [one] { $count } proposition
    [many] { $count } de propositions
   *[other] { $count } propositions
}
search-lost = Cette recherche n’est plus conservée. Saisissez-la à nouveau.
search-unknown = recherche effacée
tomorrow = Demain
next-7-days = 7 prochains jours
next-30-days = 30 prochains jours

## Changing orders: what is asked, what was done, what was refused

edit-title = Modifier la commande
edit-status = Changer le statut
edit-manager = Changer le responsable
edit-tags = Changer les étiquettes
edit-none = Ajouter
edit-filter = Chercher dans la liste
edit-tag-filter = Chercher ou créer une étiquette
tag-make = Créer l’étiquette « { $name } »
tag-new = Nouvelle étiquette
archive-group = Archives
archive-do = Archiver
archive-undo = Sortir des archives
action-move = statut « { $name } »
action-assign = responsable : { $name }
action-unassign = sans responsable
action-tag = ajouter l’étiquette « { $name } »
action-untag = retirer l’étiquette « { $name } »
change-one = Commande { $number } : { $what }
change-done = { $count ->
    [one] { $count } commande modifiée.
    [many] { $count } de commandes modifiées.
   *[other] { $count } commandes modifiées.
}
change-undone = { $count ->
    [one] Modification défaite : { $count } commande.
    [many] Modification défaite : { $count } de commandes.
   *[other] Modification défaite : { $count } commandes.
}
change-undone-before = Cette modification était déjà défaite.
change-already = { $count ->
    [one] { $count } était déjà ainsi.
    [many] { $count } étaient déjà ainsi.
   *[other] { $count } étaient déjà ainsi.
}
change-refused = { $count ->
    [one] { $count } laissée telle quelle : { $named }.
    [many] { $count } laissées telles quelles : { $named }.
   *[other] { $count } laissées telles quelles : { $named }.
}
change-refused-all = Voir chacune
change-refused-one = { $number } ({ $reason })
change-left-out = Pas fait pour cette raison : { $what }
change-so-far = { $count ->
    [one] En cours : { $count } commande traitée…
    [many] En cours : { $count } de commandes traitées…
   *[other] En cours : { $count } commandes traitées…
}
change-progress = { $count ->
    [one] En cours : { $done } sur { $count } commande…
    [many] En cours : { $done } sur { $count } de commandes…
   *[other] En cours : { $done } sur { $count } commandes…
}
change-goes-on = La suite se fait en arrière-plan.
change-how-far = Où en est-ce ?
session-over = Votre session est terminée : connectez-vous pour continuer.
connection-lost = Connexion perdue. Nouvel essai…
met-title = { $name } a modifié cette commande entre-temps
met-title-unknown = Cette commande a été modifiée entre-temps
met-mine = Votre modification : { $what }
met-theirs = Garder la leur
met-keep-mine = Garder la mienne
reason-conflict = modifiée entre-temps
reason-gone = introuvable
reason-archived = archivée
reason-other-funnel = statut absent de son entonnoir
reason-unknown-user = responsable indisponible
reason-unknown-tag = étiquette inconnue
problem-no-order = Sélectionnez au moins une commande.
problem-too-many-orders = Trop de commandes sélectionnées une à une : choisissez plutôt toutes celles du filtre.
problem-no-action = Choisissez une seule modification à faire.
problem-tag-name = Le nom d’une étiquette compte de 1 à 40 caractères, dont une lettre ou un chiffre.
problem-key-reused = Ce formulaire a déjà servi. Rechargez la page et recommencez.
problem-too-large = Les totaux dépasseraient ce qui peut être compté. Rien n’a été modifié.
review-title = { $count ->
    [one] Modifier { $count } commande ?
    [many] Modifier { $count } de commandes ?
   *[other] Modifier { $count } commandes ?
}
review-title-all = Modifier toutes les commandes de ce filtre ?
review-do = Modifier
tag-add = Ajouter « { $name } »
tag-take = Retirer « { $name } »
bulk-title = Commandes sélectionnées
bulk-everything = { $count ->
    [one] { $count } commande de ce filtre, toutes pages comprises
    [many] Les { $count } de commandes de ce filtre, toutes pages comprises
   *[other] Les { $count } commandes de ce filtre, toutes pages comprises
}
bulk-action = Modification
bulk-choose = Choisir…
bulk-apply = Appliquer à la sélection
event-assigned-to = Responsable : { $to } (avant : { $from })
event-tags-added = Étiquettes ajoutées : { $names }
event-tags-removed = Étiquettes retirées : { $names }
event-unarchived = Commande sortie des archives
person-gone = une personne partie
## Rows: scrolled, chosen, copied, jumped to
choose-column = Sélection
choose-order = Sélectionner la commande { $number }
choose-loaded = Sélectionner les lignes chargées
choose-everything = Tout sélectionner pour ce filtre
choose-all-of = Sélectionner les { $count } de ce filtre
choose-none = Tout désélectionner
chosen-count = { $count ->
    [one] { $count } commande sélectionnée
    [many] { $count } de commandes sélectionnées
   *[other] { $count } commandes sélectionnées
}
chosen-everything = { $count ->
    [one] La seule commande de ce filtre est sélectionnée
    [many] Toutes les { $count } de commandes de ce filtre sont sélectionnées
   *[other] Les { $count } commandes de ce filtre sont sélectionnées
}
chosen-all = Toutes les commandes de ce filtre sont sélectionnées
copy-rows = Copier
copied-rows = { $count ->
    [one] { $count } ligne copiée
    [many] { $count } de lignes copiées
   *[other] { $count } lignes copiées
}
copied-some = { $count ->
    [one] { $count } ligne chargée copiée ; l’export donne toutes les commandes
    [many] { $count } de lignes chargées copiées ; l’export donne toutes les commandes
   *[other] { $count } lignes chargées copiées ; l’export donne toutes les commandes
}
copy-failed = Le navigateur n’a pas permis de copier
row-stays = Ne correspond plus au filtre
cards-failed = Les cartes suivantes n’ont pas pu être chargées.
rows-failed = Les lignes suivantes n’ont pas pu être chargées.
rows-retry = Réessayer
jump-label = Aller à
jump-go = Aller
jump-day = 24/11/2026
jump-amount = 100 EUR
jump-text = Premières lettres
jump-wrong = Cette valeur n’est pas comprise
## Orders: heads of the columns

head-menu = Options de la colonne « { $column } »
head-move-left = Déplacer à gauche
head-move-right = Déplacer à droite
head-fit = Largeur automatique
head-hide = Masquer la colonne
head-width = Largeur de la colonne « { $column } »
head-width-pixels = { $pixels } pixels
head-place-said = « { $column } » : place { $place } sur { $count }
head-hidden-said = Colonne « { $column } » masquée
drag-cancelled = Déplacement annulé
columns-move-first-named = Placer « { $column } » en premier
columns-move-last-named = Placer « { $column } » en dernier
## Keyboard, palette and paper
palette = Recherche et actions
palette-open = Rechercher…
palette-placeholder = N° de commande, client ou action
palette-here = Cette page
palette-go = Aller à
palette-display = Affichage
palette-account = Compte
palette-latest = Dernières commandes
palette-search-all = Voir toutes les commandes qui contiennent « { $text } »
palette-searching = Recherche en cours…
palette-failed = La recherche n’a pas abouti.
palette-none = Rien ne correspond à « { $text } ».
palette-count = { $count ->
    [one] { $count } résultat
    [many] { $count } de résultats
   *[other] { $count } résultats
}
palette-move = Parcourir
palette-choose = Ouvrir
keys-title = Raccourcis clavier
keys-everywhere = Partout
keys-list = Dans la liste des commandes
keys-on = Les raccourcis d’une seule touche se désactivent dans votre profil.
keys-off = Les raccourcis d’une seule touche sont désactivés dans votre profil.
keys-profile = Ouvrir mon profil
key-orders = Aller à la liste des commandes
key-submit = Envoyer le formulaire
key-undo = Défaire la dernière modification
key-next = Ligne suivante
key-previous = Ligne précédente
key-open = Ouvrir la commande
key-select = Sélectionner la ligne
key-select-range = Sélectionner jusqu’à cette ligne
key-select-none = Ne plus rien sélectionner
key-status = Changer le statut
key-or = ou
key-cap-enter = Entrée
key-cap-escape = Échap
key-cap-shift = Maj
## The chart of the filtered orders
chart-title = Graphique
chart-open = Afficher le graphique
chart-close = Fermer le graphique
chart-pending = Calcul du graphique…
chart-failed = Le graphique n’a pas pu être calculé.
chart-show = Calculer le graphique
chart-period = Période
chart-days = Jours
chart-weeks = Semaines
chart-months = Mois
chart-by-day = Commandes et montants par jour
chart-by-week = Commandes et montants par semaine
chart-by-month = Commandes et montants par mois
chart-caption = { $what }, du { $first } au { $last }
chart-cut-days = { $count ->
    [one] Le filtre remonte plus loin : seul le dernier jour est dessiné.
    [many] Le filtre remonte plus loin : seuls les { $count } de derniers jours sont dessinés.
   *[other] Le filtre remonte plus loin : seuls les { $count } derniers jours sont dessinés.
}
chart-cut-weeks = { $count ->
    [one] Le filtre remonte plus loin : seule la dernière semaine est dessinée.
    [many] Le filtre remonte plus loin : seules les { $count } de dernières semaines sont dessinées.
   *[other] Le filtre remonte plus loin : seules les { $count } dernières semaines sont dessinées.
}
chart-cut-months = { $count ->
    [one] Le filtre remonte plus loin : seul le dernier mois est dessiné.
    [many] Le filtre remonte plus loin : seuls les { $count } de derniers mois sont dessinés.
   *[other] Le filtre remonte plus loin : seuls les { $count } derniers mois sont dessinés.
}
chart-empty = Aucune commande ne passe ce filtre : il n’y a rien à dessiner.
chart-week-of = semaine du { $day }
chart-orders = { $count ->
    [one] { $count } commande
    [many] { $count } de commandes
   *[other] { $count } commandes
}
chart-orders-of = { $period } : { $count ->
    [one] { $count } commande
    [many] { $count } de commandes
   *[other] { $count } commandes
}
chart-amounts = commandé { $ordered }, encaissé { $received }
chart-highest = le plus : { $value } ({ $when })
chart-label = { $name } : { $value } ; { $more }
chart-numbers = Chiffres du graphique
chart-sum = Somme
chart-thousands = { $n } k
chart-millions = { $n } M
statuses-empty = { $count ->
    [one] { $count } statut vide
    [many] { $count } de statuts vides
   *[other] { $count } statuts vides
}

## Funnels and statuses: their settings

funnel-created = Entonnoir créé.
funnel-now-archived = « { $who } » est archivé.
funnel-now-restored = « { $who } » est de retour, à la fin de la liste.
funnel-now-deleted = « { $who } » est supprimé.
stage-now-deleted = Le statut « { $who } » est supprimé.
funnel-under-way = Les commandes changent de statut en arrière-plan. Cette page montre combien il en reste.
stage-name-long = 60 caractères au plus.
name-mark = Un nom ne commence pas par « @ ».
number-between = Saisissez un nombre entier de { $least } à { $most }, ou rien.
stage-last-open = Un entonnoir garde au moins un statut ouvert, où le travail se fait.
stage-last-closing = Un entonnoir garde au moins un statut de clôture, où le travail se termine.
funnel-default-stays = Les nouvelles commandes arrivent dans l’entonnoir par défaut. Choisissez-en d’abord un autre.
funnel-holds-orders = Choisissez où vont les commandes.
funnel-name-taken = Ce nom est déjà pris. Choisissez-en un autre.
funnel-too-many = Le nombre maximal est atteint.
funnel-is-archived = Cet entonnoir est archivé. Restaurez-le d’abord.
funnel-changed = Quelqu’un vient de modifier cet entonnoir. La page montre son état actuel.
funnel-gone = Cet entonnoir ou ce statut n’existe plus.
funnel-courses = Vente de cours
funnel-subscriptions = Abonnements
funnel-consultations = Consultation individuelle
stage-contacted = Contacté
stage-learning = En formation
stage-completed = Cours terminé
stage-active = Abonnement actif
stage-past-due = Paiement en échec
stage-ended = Abonnement terminé
stage-booked = Rendez-vous pris
stage-held = Rendez-vous passé
stage-no-show = Absent au rendez-vous
funnel-new = Nouvel entonnoir
funnel-template = Point de départ
funnel-template-hint = Tous ses statuts peuvent être modifiés ensuite.
funnel-name = Nom
funnel-name-hint = Sans nom, il porte le nom proposé, traduit pour chacun.
funnel-create = Créer l’entonnoir
funnel-is-default = Par défaut
funnels-archived = Entonnoirs archivés
funnels-hint = Chaque entonnoir a ses propres statuts. Les nouvelles commandes arrivent dans l’entonnoir par défaut.
funnel-restore = Restaurer
funnel-restore-named = Restaurer « { $name } »
funnel-archive = Archiver l’entonnoir
funnel-delete = Supprimer l’entonnoir
funnel-access = Qui voit ses commandes
funnel-access-hint = Les propriétaires les voient toujours. Pour les autres, elles ne sont nulle part ailleurs non plus : ni totaux, ni recherche, ni export.
funnel-seen-by = Visible pour : { $roles }
funnel-make-default = Choisir par défaut
funnel-more = Autres actions
funnel-stages = Statuts
stage-add = Ajouter un statut
stage-change = Modifier
stage-change-named = Modifier « { $name } »
stage-name = Nom
stage-name-hint = Sans nom, il porte celui de son sens, traduit pour chacun.
stage-meaning = Sens
stage-meaning-hint = Une commande annulée ou remboursée ne doit plus rien. Un autre sens vaut pour toutes les commandes de ce statut.
stage-colour = Couleur
stage-colour-own = Celle de son sens
colour-blue = Bleu
colour-amber = Ambre
colour-violet = Violet
colour-green = Vert
colour-grey = Gris
colour-red = Rouge
colour-pink = Rose
stage-limit = Limite de commandes
stage-limit-hint = Au-delà, on est averti. Sans nombre, pas de limite.
stage-limit-of = limite { $number }
stage-stale-days = Jours avant « sans activité »
stage-stale-hint = Les commandes qui restent plus longtemps sont signalées. Sans nombre, jamais.
stage-place = Position
stage-place-end = À la fin
stage-place-before = Avant « { $name } »
stage-delete = Supprimer le statut
leave-archive-title = Archiver « { $name } »
leave-delete-title = Supprimer « { $name } »
leave-none = Aucune commande ne s’y trouve.
leave-to = Les commandes vont vers
leave-choose = Choisir un statut
leave-keeps = Un entonnoir archivé garde ses statuts et peut être restauré.
leave-for-good = Cela ne peut pas être défait. Les liens et vues qui le nomment le diront et restent utilisables.
stages-count = { $count ->
    [one] { $count } statut
    [many] { $count } de statuts
   *[other] { $count } statuts
}
stage-stale-after = { $count ->
    [one] sans activité après { $count } jour
    [many] sans activité après { $count } de jours
   *[other] sans activité après { $count } jours
}
leave-holds = { $count ->
    [one] { $count } commande s’y trouve, archives comprises. Elle garde son historique et ses montants.
    [many] { $count } de commandes s’y trouvent, archives comprises. Elles gardent leur historique et leurs montants.
   *[other] { $count } commandes s’y trouvent, archives comprises. Elles gardent leur historique et leurs montants.
}
