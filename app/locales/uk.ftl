### Everything a person reads, in Ukrainian. Keys and variables are those of fr.ftl.
### U+00A0 between a number and what it counts, « » without spaces as quotes, ’ as the apostrophe.

## Shell: the frame around every page

app-name = Comptoir
nav-orders = Замовлення
nav-skip-to-content = Перейти до вмісту
nav-sections = Розділи
nav-menu = Меню
user-menu = Меню облікового запису
language = Мова
theme = Тема
theme-auto = Як у системі
theme-light = Світла
theme-dark = Темна
demo-banner = Демонстраційний простір: дані вигадані й зникнуть після зупинки.
role-owner = Власник
role-manager = Менеджер
role-viewer = Глядач
back = Назад
close = Закрити
save = Зберегти
undo = Відмінити дію
redo = Повторити
yes = Так
no = Ні
none = Немає
not-set = Не вказано
more = Ще
loading = Завантаження…

## Session: signing in, the first account

sign-in = Увійти
sign-out = Вийти
sign-in-title = Вхід до Comptoir
sign-in-submit = Увійти
email = Електронна пошта
password = Пароль
password-repeat = Пароль ще раз
name = Ім’я
sign-in-failed = Неправильна електронна пошта або пароль.
sign-in-too-many = Забагато спроб. Зачекайте кілька хвилин і спробуйте ще раз.
setup-title = Створення облікового запису власника
setup-intro = Це посилання діє один раз. Власник має всі права й запрошує решту команди.
setup-submit = Створити обліковий запис
setup-link-used = Це посилання вже використано або воно більше не дійсне. Увійдіть або попросіть нове посилання в адміністратора сервера.
password-too-short = Пароль має містити щонайменше 12 символів.
password-mismatch = Паролі не збігаються.
email-invalid = Ця адреса електронної пошти недійсна.
name-missing = Вкажіть ім’я.

## Orders: the control bar

orders-title = Замовлення
orders-count = { $count ->
    [one] { $count } замовлення
    [few] { $count } замовлення
    [many] { $count } замовлень
   *[other] { $count } замовлення
}
orders-table = Список замовлень
funnel = Воронка
funnels = Воронки
funnel-all = Усі воронки
funnel-settings = Налаштування воронки
stage = Статус
view-table = Таблиця
view-kanban = Канбан
view-switch = Вигляд
board-columns = Колонки канбану
board-no-stage = У воронці замовлення немає етапу цього виду: воно лишається на місці.
board-everything = Вибрано всі замовлення фільтра: змініть їхній статус на панелі вибраного.
card-fields = Картки
card-fields-intro = Що показують картки
lane-fold = Згорнути «{ $name }»
lane-unfold = Розгорнути «{ $name }»
lane-fold-empty = Згорнути порожні колонки
lane-unfold-empty = Розгорнути порожні колонки
lane-empty = Немає замовлень
lane-limit = обмеження { $limit }
lane-over = понад обмеження { $limit }
lane-passed = «{ $name }»: { $what }
lane-rest = Уся колонка в таблиці
card-move = Змінити статус замовлення { $number }
due-title = Завершити, хоча є борг?
due-one = { $number }: до сплати { $amount }
due-do = Усе одно завершити
review-due = За цими замовленнями ще до сплати: { $amounts }
key-board = Перейти до канбану
key-card-move = Перемістити картку
sort-stage-entered = Час на етапі
updates = { $count ->
    [one] { $count } оновлення
    [few] { $count } оновлення
    [many] { $count } оновлень
   *[other] { $count } оновлення
}
updates-some = Оновлення
updates-show = Показати список таким, як він є зараз
create-order = Створити замовлення
export = Експорт
export-menu = Формат файлу експорту
export-xlsx = Excel (.xlsx)
export-csv = CSV (.csv)
export-what = Саме відфільтровані замовлення, у показаних колонках.
search-label = Пошук замовлень
search-placeholder = Клієнт або номер замовлення
search-submit = Шукати
search-clear = Очистити пошук

## Orders: the columns form

columns = Колонки
columns-title = Колонки таблиці
columns-intro = Виберіть, які колонки показувати та в якому порядку.
columns-show = Показувати
columns-position = Позиція
columns-move-up = Вище
columns-move-down = Нижче
columns-move-up-named = Перемістити «{ $column }» вище
columns-move-down-named = Перемістити «{ $column }» нижче
columns-apply = Застосувати
columns-reset = Стандартні колонки
columns-for-team = Зробити спільними для команди

## Orders: filters

filters = Фільтри
filter-add = Додати фільтр
filter-apply = Застосувати
filters-clear = Очистити фільтри
filter-remove = Прибрати фільтр «{ $name }»
filter-chip = { $name }: { $values }
filter-chip-not = { $name }: крім { $values }
filter-not = крім
filter-any = Будь-яке
filter-include = Включити
filter-exclude = Виключити
filter-values = Значення
filter-from = З
filter-to = По
filter-min = Мінімум
filter-max = Максимум
filter-range = від { $from } до { $to }
filter-range-from = від { $from }
filter-range-to = до { $to }
filter-currency = Валюта
filter-preset = Період
filter-me = Я
filter-nobody = Ніхто
filter-only-overdue = Лише прострочені
filter = Фільтрувати
filter-archived-only = Лише архівні
filter-archived-all = Разом з архівними
today = Сьогодні
yesterday = Учора
last-7-days = Останні 7 днів
last-30-days = Останні 30 днів
this-week = Цей тиждень
this-month = Цей місяць
last-month = Минулий місяць
this-year = Цей рік
last-year = Минулий рік

## Orders: sorting and paging

sort = Сортувати
sort-by = Сортувати за «{ $column }»
sort-ascending = За зростанням
sort-descending = За спаданням
sorted-ascending = Відсортовано за «{ $column }», за зростанням
sorted-descending = Відсортовано за «{ $column }», за спаданням
pages = Сторінки
page-next = Наступна сторінка
page-previous = Попередня сторінка
page-first = Перша сторінка
page-range = { $from }–{ $to } із { $total }
page-shown = Показано { $shown } із { $total }

## Orders: the totals bar

totals-title = Підсумки
totals-ordered = Замовлено
totals-due = До сплати
totals-orders = Замовлення
totals-currency = Замовлено { $ordered }, отримано { $received }, до сплати { $due }
totals-more = { $count ->
    [one] + { $count } валюта
    [few] + { $count } валюти
    [many] + { $count } валют
   *[other] + { $count } валюти
}
totals-announce = { $count ->
    [one] { $count } замовлення. { $totals }
    [few] { $count } замовлення. { $totals }
    [many] { $count } замовлень. { $totals }
   *[other] { $count } замовлення. { $totals }
}
status-counts = Замовлення за статусами
status-filter = Показати лише «{ $stage }»
status-filter-off = Не фільтрувати за «{ $stage }»

## Columns: heads of the table, fields of filters and exports

column-currency = Валюта
column-refunded = Повернено
column-company = Компанія
column-email = Пошта
column-phone = Телефон
column-name = Ім’я клієнта
products-more = { $count ->
    [one] + { $count } продукт
    [few] + { $count } продукти
    [many] + { $count } продуктів
   *[other] + { $count } продукту
}
comments-count = { $count ->
    [one] { $count } коментар
    [few] { $count } коментарі
    [many] { $count } коментарів
   *[other] { $count } коментаря
}

## Kinds of order, kinds of status

kind-standard = Стандартне
kind-subscription = Підписка
kind-instalments = Оплата частинами
stage-kind-new = Нове
stage-kind-awaiting-payment = Очікує оплати
stage-kind-in-progress = В роботі
stage-kind-done = Виконано
stage-kind-cancelled = Скасовано
stage-kind-error = Помилка
stage-kind-refunded = Повернено

## Payment

payment-unpaid = Не сплачено
payment-pending = В обробці
payment-partially-paid = Частково сплачено
payment-paid = Сплачено
payment-overpaid = Переплата
payment-failed = Оплата не пройшла
payment-partially-refunded = Частково повернено кошти
payment-refunded = Кошти повернено
payment-free = Безкоштовно
overdue = Прострочено
method-card = Картка
method-bank-transfer = Банківський переказ
method-cash = Готівка
method-paypal = PayPal
method-other = Інший спосіб
payment-kind-scheduled = За графіком
payment-kind-online = Онлайн
payment-kind-manual = Внесено вручну
payment-kind-imported = Імпортовано
payment-state-planned = Заплановано
payment-state-pending = В обробці
payment-state-succeeded = Отримано
payment-state-failed = Не пройшов
payment-state-voided = Анульовано

## Kinds of line, of product, of origin

line-kind-product = Продукт
line-kind-shipping = Доставка
line-kind-fee = Додатковий збір
line-kind-tax = Податок
product-kind-course = Курс
product-kind-bundle = Набір
product-kind-webinar = Вебінар
product-kind-consultation = Консультація
product-kind-goods = Товар
origin-offer-page = Сторінка пропозиції
origin-form = Форма
origin-import = Імпорт
origin-api = API
origin-manual = Створено вручну
origin-demo = Демонстрація

## Order card

order-card = Картка замовлення
order-title = Замовлення { $number }
order-back = Назад до замовлень
order-client = Клієнт
order-no-client = Без клієнта
order-lines = Продукти й ціни
order-line-title = Назва
order-quantity = Кількість
order-unit-price = Ціна за одиницю
order-amount = Сума
order-owes = До сплати: { $amount }
order-access = Доступ
order-access-from = Доступ з
order-access-until = Доступ до
order-access-unlimited = Без обмеження в часі
order-payments = Платежі
order-no-payments = Платежів ще немає.
order-payment-due = Сплатити до
order-payment-date = Дата
order-payment-method = Спосіб оплати
order-payment-state = Стан
order-refunds = Повернення коштів
order-refund-reason = Причина
order-comments = Коментарі
order-no-comments = Коментарів немає.
order-pinned = Закріплений коментар
order-events = Історія
order-no-manager = Без відповідального
order-created = Створено { $date }
order-archived = В архіві
mentions-unseen = { $count ->
    [one] { $count } непереглянута згадка
    [few] { $count } непереглянуті згадки
    [many] { $count } непереглянутих згадок
   *[other] { $count } непереглянутої згадки
}
letter-more = { $count ->
    [one] – і ще { $count } позиція
    [few] – і ще { $count } позиції
    [many] – і ще { $count } позицій
   *[other] – і ще { $count } позиції
}
order-siblings = { $count ->
    [one] Ще { $count } відкрите замовлення цього клієнта на ту саму пропозицію
    [few] Ще { $count } відкриті замовлення цього клієнта на ту саму пропозицію
    [many] Ще { $count } відкритих замовлень цього клієнта на ту саму пропозицію
   *[other] Ще { $count } відкритого замовлення цього клієнта на ту саму пропозицію
}

## Order card: the timeline

event-created = Замовлення створено
event-imported = Замовлення імпортовано
event-moved = Статус змінено: з «{ $from }» на «{ $to }»
undo-whole = Скасувати для всіх замовлень цієї зміни
event-undoes = { $what } · скасування
event-elsewhere = воронка, якої ви не бачите
event-stage-deleted = її етап видалено
event-funnel-retired = її воронку архівовано або видалено
event-rekinded = Етап означає «{ $to }», а не «{ $from }»
event-paid = Отримано оплату { $amount }
event-refunded = Повернено { $amount }
event-commented = Додано коментар
event-archived = Замовлення архівовано
event-cancelled = Замовлення скасовано
event-other = Замовлення змінено
actor-system = Система
actor-automation = Автоматизація
actor-import = Імпорт
actor-api = API
actor-you = Ви

## States: empty, wrong, refused

empty-first-title = Замовлень поки немає
empty-first-body = Замовлення з’являться тут після першого продажу або імпорту.
empty-first-hint = Щоб перенести вивантаження ваших продажів: { $command }
empty-match-title = Немає відповідних замовлень
empty-match-body = Приберіть фільтр або змініть пошук.
error-title = Щось пішло не так
error-body = Запит не виконано. Ваші дані не постраждали.
error-retry = Спробувати ще раз
error-request = Запит { $id }
not-found-title = Сторінку не знайдено
not-found-body = Такої сторінки чи замовлення немає або вже немає.
forbidden-title = Немає доступу
forbidden-body = Ваша роль цього не дозволяє. Зверніться до власника.
unavailable-title = Comptoir тимчасово недоступний
unavailable-body = Сервер зараз не відповідає. Спробуйте трохи згодом.
conflict-title = Змінено тим часом
conflict-body = Хтось інший змінив це замовлення. Оновіть сторінку, щоб побачити поточний стан.
invalid-title = Деякі поля треба виправити
invalid-filter-note = Частину посилання не розпізнано, її не враховано.

## Import: why a row is refused

import-bad-date = «{ $value }» не є датою
import-missing-date = бракує дати
import-ambiguous-date = день і місяць у цій колонці не розрізнити: вкажіть порядок дат
import-bad-amount = «{ $value }» не є сумою
import-missing-amount = бракує суми
import-amount-too-large = сума завелика
import-negative-total = загальна сума замовлення від’ємна
import-unknown-currency = невідома валюта: «{ $value }»
import-no-currency = валюту ніде не вказано: уточніть її
import-missing-number = бракує номера замовлення
import-number-too-long = номер замовлення довший за 64 символи
import-number-other-origin = номер { $number } уже належить замовленню іншого походження ({ $origin })
import-unknown-stage = невідомий статус: «{ $value }»
import-unknown-kind = невідомий тип замовлення: «{ $value }»
import-conflicting = рядки цього замовлення суперечать один одному: «{ $column }»
import-bad-quantity = кількість не є додатним числом
import-duplicate-line = цей рядок є у файлі двічі
import-bad-email = «{ $value }» не є адресою електронної пошти
import-refund-too-large = повернення перевищує сплачену суму
import-cell-error = клітинка містить помилку { $value }
import-differs-kept = замовлення { $number } уже існує з іншим вмістом: його збережено без змін
import-missing-column = у файлі немає колонки для: { $field }
import-no-such-column = у файлі немає колонки «{ $value }»
import-date-out-of-range = дата раніша за 1970 або пізніша за 2099 рік
import-total-mismatch = у підсумку вказано { $stated }, а рядки дають { $computed }
import-ambiguous-symbol = «{ $value }» позначає кілька валют: вкажіть яку
import-currencies-differ = у рядку дві валюти: { $one } і { $other }
import-number-control = номер замовлення містить невидимий символ
import-conflicting-first = інший рядок цього замовлення містить «{ $first }»
import-negative-payment = оплата не може бути від’ємною
import-text-too-long = текст довший за { $limit } символів
import-refused = замовлення відхилено: { $detail }
import-understood = { $file }: рядків { $rows }, замовлень { $orders }
import-columns = Колонки
import-ignored = Пропущені колонки
import-as-point = суми з десятковою крапкою
import-as-comma = суми з десятковою комою
import-as-date = дати, { $order }
import-as-ambiguous = дати, у яких день і місяць не розрізнити
import-because-unknown = нічого не означає для замовлення
import-because-same = { $field } уже вказано в іншій колонці
import-because-not-amounts = це не суми, тож не { $field }
import-because-rate = частки, уже враховані в сумах рядків
import-because-left = вилучено файлом відповідностей
import-statuses = Статуси
import-status-none = (без статусу)
import-status-new = новий статус «{ $name }», { $kind }
import-status-unknown = невідомий
import-kinds = Типи замовлень
import-totals = Підсумки
import-totals-line = замовлень { $orders }, замовлено { $ordered }, сплачено { $paid }, повернено { $refunded }
import-rounded = { $currency }: сум, точніших за валюту, — { $amounts }; округлення змінює їх загалом на { $change }
import-done = нових { $fresh }, уже є { $there }, відрізняються й збережені { $differs }
import-made = Створено: клієнтів { $contacts }, продуктів { $products }, статусів { $stages }
import-dry-run = Пробний запуск: нічого не записано.
import-nothing = Нічого не імпортовано. Відхилених рядків: { $rows }
import-listed-in = Усі відхилені рядки — у файлі { $file }
import-bad-row = рядок { $row }, { $column }, «{ $value }»: { $reason }
import-hint-stages = Невідомі статуси: { $names }. Вкажіть їх у файлі відповідностей (--map) або дозвольте створити (--create-stages).
import-hint-currency = Вкажіть валюту: --currency EUR
import-hint-dates = Вкажіть порядок дат: --date-order dmy або --date-order mdy
import-no-funnel = немає воронки «{ $name }»; воронки: { $funnels }
import-hint-columns = Назвіть колонки у файлі відповідностей (--map). Колонки файлу: { $headers }

## More of the frame and the filters
funnel-standard = Продажі
user-menu-of = Обліковий запис: { $name }
page-title = { $page } · { $desk }
not-understood = Цю частину посилання не зрозуміло: { $part }
filter-panel-hint = Діють усі умови: замовлення має відповідати кожній.
filter-is-not = Виключити ці значення
welcome-title = Оберіть пароль
welcome-submit = Зберегти пароль
password-hint = Щонайменше 12 символів.
setup-desk = Назва команди
results = Результати
summary = Коротко

## Saved views

views = Збережені подання
view-all = Усі
view-menu = Подання
view-name = Назва подання
view-name-wrong = Введіть назву від 1 до 60 символів.
view-taken = У вас уже є подання з такою назвою.
view-many = У вас уже найбільша кількість подань. Спершу видаліть одне з них.
view-share = Поділитися з командою
view-begin = Починати з цього подання
view-begin-open = Починати з цього подання
view-begin-not = Більше не починати з цього подання
view-save-as = Зберегти подання
view-rename = Перейменувати
view-delete = Видалити подання
view-changed = Подання змінено
view-discard = Відновити
view-gone = Цього подання більше немає. Фільтри з посилання залишаються чинними.
view-is-default = початкове подання
view-is-shared = спільне подання

## Totals that come later

totals-pending = Обчислюємо підсумки…
totals-failed = Не вдалося обчислити підсумки.
totals-show = Показати підсумки
## Settings

nav-settings = Налаштування
settings-pages = Сторінки налаштувань
settings-profile = Мій профіль
settings-desk = Простір
settings-users = Команда
settings-saved = Зміни збережено.
settings-identity = Про вас
settings-display = Мова й вигляд
language-of-browser = Як у браузері
density = Щільність списків
density-compact = Щільна
density-normal = Звичайна
density-relaxed = Простора
single-keys = Команди однією клавішею
single-keys-hint = Наприклад, / для пошуку, без Ctrl і Alt. Вимкніть їх, якщо диктуєте текст або випадково натискаєте клавіші.
user-role = Роль
sessions = Відкриті сеанси
sessions-hint = Браузери, у яких відкрито ваш обліковий запис. Завершіть сеанси, яких не впізнаєте.
session-unknown = Невідомий браузер
session-this = Цей сеанс
session-end = Завершити
session-end-named = Завершити сеанс «{ $name }», відкритий { $began }
session-times = Відкрито { $began } · остання активність { $seen }
sessions-end-others = Завершити всі інші сеанси
session-ended = Сеанс завершено.
sessions-ended = Усі інші сеанси завершено.
zone = Часовий пояс
zone-hint = Там зараз { $time }. Дні у списках, фільтрах і підсумках починаються опівночі за цим поясом.
default-currency = Основна валюта
default-currency-hint = Її пропонуємо першою; кожне замовлення зберігає свою.
desk-languages = Мови
desk-languages-hint = Кожна людина обирає серед позначених мов. Основну показуємо, якщо браузер не просить жодної з них.
language-default = Основна
language-default-named = Основна: { $language }
team-title = Учасники команди
user-invited = Запрошено, посилання чинне до { $until }
user-waiting = Ще без пароля, чинного посилання немає
user-disabled = Доступ вимкнено
user-manage = Керувати
user-manage-named = Керувати: { $name }
user-link-again = Нове посилання-запрошення
user-link-password = Посилання для зміни пароля
user-enable = Увімкнути доступ
user-disable = Вимкнути доступ
invite-title = Запросити людину
invite-hint = Ви отримаєте одноразове посилання, яке передасте самі.
invite-submit = Створити запрошення
role-owner-may = Усе, зокрема команда й налаштування.
role-manager-may = Усі замовлення, без видалення та налаштувань.
role-viewer-may = Переглядає та експортує замовлення.
user-link = Одноразове посилання
user-link-made = Посилання створено: { $name }.
user-link-once = Воно спрацює один раз упродовж 24 годин і більше не з’явиться. Передайте його надійним способом.
user-role-changed = Роль змінено: { $name }.
user-now-disabled = Доступ вимкнено: { $name }. Сеанси завершено.
user-now-enabled = Доступ відновлено: { $name }.
copy = Копіювати
copied = Скопійовано
email-taken = Ця адреса вже належить комусь із команди.
name-long = Не більше ніж 200 символів.
name-strange = Ця назва містить невидимі символи. Введіть її ще раз.
zone-unknown = Оберіть часовий пояс зі списку, наприклад Europe/Kyiv.
currency-unknown = Оберіть валюту зі списку.
languages-none = Принаймні одна мова має залишитися.
language-default-missing = Основна мова має бути серед позначених.
language-not-offered = Цієї мови більше немає серед доступних.
choice-unknown = Такого варіанта немає: оберіть один із показаних.
last-owner = Це останній активний власник: спершу надайте цю роль комусь іншому.
disable-oneself = Ви не можете вимкнути власний доступ.
user-disabled-no-link = Цей доступ вимкнено: відновіть його, перш ніж створювати посилання.
user-changed = Дані цієї людини тим часом змінилися. Список показує теперішній стан.
conflict-settings = Ці налаштування тим часом змінилися. Введене збережено: збережіть його або візьміть поточні значення.
conflict-theirs = Поточне значення: { $value }
conflict-take-theirs = Взяти поточні значення

## The whole filter, and searches that name a person
filter-attention = Варте уваги
filter-empty = Порожнє чи заповнене
filter-is-empty = Порожнє
filter-is-filled = Заповнене
filter-more = Більше умов
filter-missing = { $name } (не знайдено)
filter-not-found = Не знайдено: { $name }
filter-type-name = { $name }: знайти значення
filter-type-placeholder = Знайти значення
filter-add-placeholder = Додати фільтр…
filter-edit = Змінити цей фільтр
filter-suggestions = { $count ->
    [one] { $count } варіант
    [few] { $count } варіанти
    [many] { $count } варіантів
   *[other] { $count } варіанта
}
search-lost = Цей пошук більше не зберігається. Введіть його ще раз.
search-unknown = забутий пошук
tomorrow = Завтра
next-7-days = Наступні 7 днів
next-30-days = Наступні 30 днів

## Changing orders: what is asked, what was done, what was refused

edit-title = Змінити замовлення
edit-status = Змінити статус
edit-manager = Змінити відповідального
edit-tags = Змінити теги
edit-none = Додати
edit-filter = Шукати в списку
edit-tag-filter = Знайти або створити тег
tag-make = Створити тег «{ $name }»
tag-new = Новий тег
archive-group = Архів
archive-do = Архівувати
archive-undo = Повернути з архіву
action-move = статус «{ $name }»
action-assign = відповідальний: { $name }
action-unassign = без відповідального
action-tag = додати тег «{ $name }»
action-untag = прибрати тег «{ $name }»
change-one = Замовлення { $number }: { $what }
change-done = { $count ->
    [one] Змінено { $count } замовлення.
    [few] Змінено { $count } замовлення.
    [many] Змінено { $count } замовлень.
   *[other] Змінено { $count } замовлення.
}
change-undone = { $count ->
    [one] Зміну відмінено: { $count } замовлення.
    [few] Зміну відмінено: { $count } замовлення.
    [many] Зміну відмінено: { $count } замовлень.
   *[other] Зміну відмінено: { $count } замовлення.
}
change-undone-before = Цю зміну вже було відмінено.
change-already = { $count ->
    [one] Уже було так: { $count }.
    [few] Уже було так: { $count }.
    [many] Уже було так: { $count }.
   *[other] Уже було так: { $count }.
}
change-refused = { $count ->
    [one] Без змін лишилося { $count } замовлення: { $named }.
    [few] Без змін лишилися { $count } замовлення: { $named }.
    [many] Без змін лишилося { $count } замовлень: { $named }.
   *[other] Без змін лишилося { $count } замовлення: { $named }.
}
change-refused-all = Переглянути кожне
change-refused-one = { $number } ({ $reason })
change-left-out = Через це не зроблено: { $what }
change-so-far = { $count ->
    [one] Виконується: опрацьовано { $count } замовлення…
    [few] Виконується: опрацьовано { $count } замовлення…
    [many] Виконується: опрацьовано { $count } замовлень…
   *[other] Виконується: опрацьовано { $count } замовлення…
}
change-progress = { $count ->
    [one] Виконується: { $done } з { $count } замовлення…
    [few] Виконується: { $done } з { $count } замовлень…
    [many] Виконується: { $done } з { $count } замовлень…
   *[other] Виконується: { $done } з { $count } замовлення…
}
change-goes-on = Решта виконується у фоні.
change-how-far = Скільки вже зроблено?
session-over = Ваш сеанс завершено: увійдіть, щоб продовжити.
connection-lost = З’єднання втрачено. Нова спроба…
met-title = { $name }: це замовлення тим часом змінено
met-title-unknown = Це замовлення тим часом змінено
met-mine = Ваша зміна: { $what }
met-theirs = Лишити їхню
met-keep-mine = Лишити мою
reason-conflict = тим часом змінено
reason-gone = не знайдено
reason-archived = в архіві
reason-other-funnel = у його воронці немає такого статусу
reason-unknown-user = відповідальний недоступний
reason-unknown-tag = невідомий тег
problem-no-order = Виберіть хоча б одне замовлення.
problem-too-many-orders = Забагато замовлень вибрано поодинці: виберіть натомість усі за фільтром.
problem-no-action = Виберіть одну зміну.
problem-tag-name = Назва тегу має від 1 до 40 символів, серед них літера або цифра.
problem-key-reused = Цю форму вже використано. Оновіть сторінку й почніть знову.
problem-too-large = Підсумки вийшли б за межі лічби. Нічого не змінено.
review-title = { $count ->
    [one] Змінити { $count } замовлення?
    [few] Змінити { $count } замовлення?
    [many] Змінити { $count } замовлень?
   *[other] Змінити { $count } замовлення?
}
review-title-all = Змінити всі замовлення за цим фільтром?
review-do = Змінити
tag-add = Додати «{ $name }»
tag-take = Прибрати «{ $name }»
bulk-title = Вибрані замовлення
bulk-everything = { $count ->
    [one] { $count } замовлення за цим фільтром, на всіх сторінках
    [few] Усі { $count } замовлення за цим фільтром, на всіх сторінках
    [many] Усі { $count } замовлень за цим фільтром, на всіх сторінках
   *[other] Усі { $count } замовлення за цим фільтром, на всіх сторінках
}
bulk-action = Зміна
bulk-choose = Вибрати…
bulk-apply = Застосувати до вибраних
event-assigned-to = Відповідальний: { $to } (до цього: { $from })
event-tags-added = Додано теги: { $names }
event-tags-removed = Прибрано теги: { $names }
event-unarchived = Замовлення повернено з архіву
person-gone = людина, яка пішла
## Rows: scrolled, chosen, copied, jumped to
choose-column = Вибір
choose-order = Вибрати замовлення { $number }
choose-loaded = Вибрати завантажені рядки
choose-everything = Вибрати все за цим фільтром
choose-all-of = Вибрати всі { $count } за цим фільтром
choose-none = Скасувати вибір
chosen-count = { $count ->
    [one] Вибрано { $count } замовлення
    [few] Вибрано { $count } замовлення
    [many] Вибрано { $count } замовлень
   *[other] Вибрано { $count } замовлення
}
chosen-everything = { $count ->
    [one] Вибрано всі замовлення за цим фільтром: { $count }
    [few] Вибрано всі { $count } замовлення за цим фільтром
    [many] Вибрано всі { $count } замовлень за цим фільтром
   *[other] Вибрано всі { $count } замовлення за цим фільтром
}
chosen-all = Вибрано всі замовлення за цим фільтром
copy-rows = Копіювати
copied-rows = { $count ->
    [one] Скопійовано { $count } рядок
    [few] Скопійовано { $count } рядки
    [many] Скопійовано { $count } рядків
   *[other] Скопійовано { $count } рядка
}
copied-some = { $count ->
    [one] Скопійовано { $count } завантажений рядок; усі замовлення є в експорті
    [few] Скопійовано { $count } завантажені рядки; усі замовлення є в експорті
    [many] Скопійовано { $count } завантажених рядків; усі замовлення є в експорті
   *[other] Скопійовано { $count } завантаженого рядка; усі замовлення є в експорті
}
copy-failed = Браузер не дозволив копіювати
row-stays = Більше не відповідає фільтру
cards-failed = Наступні картки не вдалося завантажити.
rows-failed = Наступні рядки не вдалося завантажити.
rows-retry = Спробувати ще раз
jump-label = Перейти до
jump-go = Перейти
jump-day = 24.11.2026
jump-amount = 100 EUR
jump-text = Перші літери
jump-wrong = Це значення не зрозуміло
## Orders: heads of the columns

head-menu = Параметри колонки «{ $column }»
head-move-left = Пересунути ліворуч
head-move-right = Пересунути праворуч
head-fit = Ширина за вмістом
head-hide = Приховати колонку
head-width = Ширина колонки «{ $column }»
head-width-pixels = { $pixels } пкс
head-place-said = «{ $column }»: місце { $place } із { $count }
head-hidden-said = Колонку «{ $column }» приховано
drag-cancelled = Переміщення скасовано
columns-move-first-named = Перемістити «{ $column }» на початок
columns-move-last-named = Перемістити «{ $column }» у кінець
## Keyboard, palette and paper
palette = Пошук і дії
palette-open = Пошук…
palette-placeholder = Номер замовлення, клієнт або дія
palette-here = Ця сторінка
palette-go = Перейти
palette-display = Вигляд
palette-account = Обліковий запис
palette-latest = Останні замовлення
palette-search-all = Показати всі замовлення, що містять «{ $text }»
palette-searching = Шукаємо…
palette-failed = Не вдалося виконати пошук.
palette-none = Нічого не знайдено за запитом «{ $text }».
palette-count = { $count ->
    [one] { $count } результат
    [few] { $count } результати
    [many] { $count } результатів
   *[other] { $count } результату
}
palette-move = Вибрати
palette-choose = Відкрити
keys-title = Сполучення клавіш
keys-everywhere = Усюди
keys-list = У списку замовлень
keys-on = Дії однією клавішею можна вимкнути у профілі.
keys-off = Дії однією клавішею вимкнено у вашому профілі.
keys-profile = Відкрити мій профіль
key-orders = Перейти до списку замовлень
key-submit = Надіслати форму
key-undo = Відмінити останню зміну
key-next = Наступний рядок
key-previous = Попередній рядок
key-open = Відкрити замовлення
key-select = Позначити рядок
key-select-range = Позначити до цього рядка
key-select-none = Зняти всі позначки
key-status = Змінити статус
key-or = або
key-cap-enter = Enter
key-cap-escape = Esc
key-cap-shift = Shift
## The chart of the filtered orders
chart-title = Графік
chart-open = Показати графік
chart-close = Закрити графік
chart-pending = Графік обчислюється…
chart-failed = Не вдалося обчислити графік.
chart-show = Обчислити графік
chart-period = Період
chart-days = Дні
chart-weeks = Тижні
chart-months = Місяці
chart-by-day = Замовлення та суми за днями
chart-by-week = Замовлення та суми за тижнями
chart-by-month = Замовлення та суми за місяцями
chart-caption = { $what }, { $first } – { $last }
chart-cut-days = { $count ->
    [one] Фільтр сягає далі в минуле: показано лише останній { $count } день.
    [few] Фільтр сягає далі в минуле: показано лише останні { $count } дні.
    [many] Фільтр сягає далі в минуле: показано лише останні { $count } днів.
   *[other] Фільтр сягає далі в минуле: показано лише останні { $count } дня.
}
chart-cut-weeks = { $count ->
    [one] Фільтр сягає далі в минуле: показано лише останній { $count } тиждень.
    [few] Фільтр сягає далі в минуле: показано лише останні { $count } тижні.
    [many] Фільтр сягає далі в минуле: показано лише останні { $count } тижнів.
   *[other] Фільтр сягає далі в минуле: показано лише останні { $count } тижня.
}
chart-cut-months = { $count ->
    [one] Фільтр сягає далі в минуле: показано лише останній { $count } місяць.
    [few] Фільтр сягає далі в минуле: показано лише останні { $count } місяці.
    [many] Фільтр сягає далі в минуле: показано лише останні { $count } місяців.
   *[other] Фільтр сягає далі в минуле: показано лише останні { $count } місяця.
}
chart-empty = Жодне замовлення не відповідає цьому фільтру: показувати нічого.
chart-week-of = тиждень від { $day }
chart-orders = { $count ->
    [one] { $count } замовлення
    [few] { $count } замовлення
    [many] { $count } замовлень
   *[other] { $count } замовлення
}
chart-orders-of = { $period }: { $count ->
    [one] { $count } замовлення
    [few] { $count } замовлення
    [many] { $count } замовлень
   *[other] { $count } замовлення
}
chart-amounts = замовлено { $ordered }, отримано { $received }
chart-highest = найбільше: { $value } ({ $when })
chart-label = { $name }: { $value }; { $more }
chart-numbers = Числа графіка
chart-sum = Усього
chart-thousands = { $n } тис.
chart-millions = { $n } млн
statuses-empty = { $count ->
    [one] { $count } порожній статус
    [few] { $count } порожні статуси
    [many] { $count } порожніх статусів
   *[other] { $count } порожнього статусу
}

## Funnels and statuses: their settings

funnel-created = Воронку створено.
funnel-now-archived = «{ $who }» в архіві.
funnel-now-restored = «{ $who }» знову в кінці списку.
funnel-now-deleted = «{ $who }» видалено.
stage-now-deleted = Статус «{ $who }» видалено.
funnel-under-way = Замовлення переміщуються у фоні. На цій сторінці видно, скільки залишилося.
stage-name-long = Не більше 60 символів.
name-mark = Назва не починається з «@».
number-between = Введіть ціле число від { $least } до { $most } або нічого.
stage-last-open = У воронці залишається щонайменше один відкритий статус, де триває робота.
stage-last-closing = У воронці залишається щонайменше один завершальний статус, де робота закінчується.
funnel-default-stays = Нові замовлення потрапляють до основної воронки. Спершу виберіть іншу.
funnel-holds-orders = Виберіть, куди перейдуть замовлення.
funnel-name-taken = Ця назва вже зайнята. Виберіть іншу.
funnel-too-many = Досягнуто найбільшої кількості.
funnel-is-archived = Ця воронка в архіві. Спершу відновіть її.
funnel-changed = Хтось щойно змінив цю воронку. На сторінці показано її поточний стан.
funnel-gone = Цієї воронки або статусу вже немає.
funnel-courses = Продаж курсів
funnel-subscriptions = Підписки
funnel-consultations = Консультація
stage-contacted = Зв’язалися
stage-learning = Навчається
stage-completed = Курс завершено
stage-active = Активна
stage-past-due = Оплата не пройшла
stage-ended = Завершена
stage-booked = Записано
stage-held = Проведено
stage-no-show = Не з’явився
funnel-new = Нова воронка
funnel-template = За основу
funnel-template-hint = Усі її статуси можна змінити згодом.
funnel-name = Назва
funnel-name-hint = Без назви залишається запропонована, кожному його мовою.
funnel-create = Створити воронку
funnel-is-default = Основна
funnels-archived = Воронки в архіві
funnels-hint = Кожна воронка має власні статуси. Нові замовлення потрапляють до основної.
funnel-restore = Відновити
funnel-restore-named = Відновити «{ $name }»
funnel-archive = Архівувати воронку
funnel-delete = Видалити воронку
funnel-access = Хто бачить її замовлення
funnel-access-hint = Власники бачать завжди. Для інших їх немає ніде: ні в підсумках, ні в пошуку, ні в експорті.
funnel-seen-by = Бачать: { $roles }
funnel-make-default = Зробити основною
funnel-more = Інші дії
funnel-stages = Статуси
stage-add = Додати статус
stage-change = Змінити
stage-change-named = Змінити «{ $name }»
stage-name = Назва
stage-name-hint = Без назви він зветься за своїм значенням, кожному його мовою.
stage-meaning = Значення
stage-meaning-hint = За скасоване або повернене замовлення нічого не винні. Інше значення діє для всіх замовлень цього статусу.
stage-colour = Колір
stage-colour-own = За значенням
colour-blue = Синій
colour-amber = Бурштиновий
colour-violet = Фіолетовий
colour-green = Зелений
colour-grey = Сірий
colour-red = Червоний
colour-pink = Рожевий
stage-limit = Обмеження замовлень
stage-limit-hint = Понад нього буде попередження. Без числа обмеження немає.
stage-limit-of = обмеження { $number }
stage-stale-days = Днів до «без руху»
stage-stale-hint = Замовлення, які лишаються довше, буде позначено. Без числа — ніколи.
stage-place = Місце
stage-place-end = У кінці
stage-place-before = Перед «{ $name }»
stage-delete = Видалити статус
leave-archive-title = Архівувати «{ $name }»
leave-delete-title = Видалити «{ $name }»
leave-none = Замовлень тут немає.
leave-to = Замовлення перейдуть до
leave-choose = Виберіть статус
leave-keeps = Воронка в архіві зберігає статуси, її можна відновити.
leave-for-good = Це не можна відмінити. Посилання й подання, які його називають, скажуть про це й працюватимуть далі.
stages-count = { $count ->
    [one] { $count } статус
    [few] { $count } статуси
    [many] { $count } статусів
   *[other] { $count } статусу
}
stage-stale-after = { $count ->
    [one] без руху через { $count } день
    [few] без руху через { $count } дні
    [many] без руху через { $count } днів
   *[other] без руху через { $count } дня
}
leave-holds = { $count ->
    [one] Тут { $count } замовлення разом з архівними. Воно зберігає історію та суми.
    [few] Тут { $count } замовлення разом з архівними. Вони зберігають історію та суми.
    [many] Тут { $count } замовлень разом з архівними. Вони зберігають історію та суми.
   *[other] Тут { $count } замовлення разом з архівними. Вони зберігають історію та суми.
}
