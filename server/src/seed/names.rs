//! Names of people and companies in three languages; the Ukrainian ones also in Latin letters, for e-mails. Pure.

type Two<A, const N: usize, const M: usize> = ([A; N], [A; M]);

/// French given and family names.
pub const FR: Two<&str, 28, 32> = (
    [
        "Camille", "Élodie", "Anne-Marie", "Chloé", "Inès", "Zoé", "Margaux", "Léa", "Manon", "Solène", "Aïcha",
        "Françoise", "Clémence", "Noémie", "Lucas", "Théo", "Rémi", "Étienne", "Jérôme", "Mathieu", "Loïc", "Gaël",
        "Benoît", "Antoine", "Julien", "Nicolas", "Samir", "Hugo",
    ],
    [
        "Martin", "Lefèvre", "Moreau", "Girard", "Dubois", "Fontaine", "Chevalier", "Gauthier", "Perrin", "Barbier",
        "Renaud", "Marchand", "Lemaître", "D’Arcy", "Le Goff", "Bénard", "Caron", "Delacroix", "Guérin", "Hervé",
        "Joly", "Kerviel", "Laurent", "Meunier", "Noël", "Picard", "Quentin", "Roussel", "Saunier", "Tessier",
        "Vasseur", "Benali",
    ],
);

/// English given and family names.
pub const EN: Two<&str, 26, 30> = (
    [
        "Olivia", "Amelia", "Grace", "Hannah", "Chloe", "Megan", "Aisha", "Zoë", "Emily", "Ruth", "Naomi", "Priya",
        "Sarah", "James", "Oliver", "Harry", "George", "Callum", "Ethan", "Daniel", "Kenji", "Marcus", "Noah", "Adam",
        "Theodore", "Luke",
    ],
    [
        "Whitfield", "Ashworth", "Bennett", "Carter", "Donovan", "Ellis", "Fletcher", "Graham", "Hughes", "Ingram",
        "Jefferson", "Kendall", "Lambert", "McAllister", "Newton", "O’Neil", "Parker", "Quinn", "Reynolds", "Shaw",
        "Tanaka", "Underwood", "Vance", "Walker", "Young", "Abbott", "Brooks", "Clarke", "Dawson", "Everett",
    ],
);

/// Ukrainian given and family names.
pub const UK: Two<(&str, &str), 24, 30> = (
    [
        ("Олена", "olena"), ("Оксана", "oksana"), ("Ірина", "iryna"), ("Наталія", "nataliia"), ("Софія", "sofiia"),
        ("Марія", "mariia"), ("Катерина", "kateryna"), ("Юлія", "yuliia"), ("Дарина", "daryna"), ("Христина", "khrystyna"),
        ("Ганна", "hanna"), ("Соломія", "solomiia"), ("Андрій", "andrii"), ("Олександр", "oleksandr"), ("Тарас", "taras"),
        ("Богдан", "bohdan"), ("Дмитро", "dmytro"), ("Максим", "maksym"), ("Назар", "nazar"), ("Ярослав", "yaroslav"),
        ("Євген", "yevhen"), ("Ілля", "illia"), ("Остап", "ostap"), ("Юрій", "yurii"),
    ],
    [
        ("Шевченко", "shevchenko"), ("Бондаренко", "bondarenko"), ("Коваленко", "kovalenko"), ("Ткаченко", "tkachenko"),
        ("Кравченко", "kravchenko"), ("Олійник", "oliinyk"), ("Поліщук", "polishchuk"), ("Савчук", "savchuk"),
        ("Мельник", "melnyk"), ("Гнатюк", "hnatiuk"), ("Лисенко", "lysenko"), ("Петренко", "petrenko"),
        ("Ґалаґан", "galagan"), ("Дем’яненко", "demianenko"), ("Марченко", "marchenko"), ("Руденко", "rudenko"),
        ("Мороз", "moroz"), ("Клименко", "klymenko"), ("Їжакевич", "yizhakevych"), ("Єфименко", "yefymenko"),
        ("Павленко", "pavlenko"), ("Романюк", "romaniuk"), ("Сидоренко", "sydorenko"), ("Тимошенко", "tymoshenko"),
        ("Федоренко", "fedorenko"), ("Харченко", "kharchenko"), ("Чумак", "chumak"), ("Щербак", "shcherbak"),
        ("Яременко", "yaremenko"), ("Вовк", "vovk"),
    ],
);

/// French companies.
pub const COMPANIES_FR: [&str; 10] = [
    "Atelier des Lices", "Studio Petit Pont", "Maison Verdier", "Les Jolies Formes SARL", "Agence Contrechamp",
    "Librairie du Canal", "Terre & Feu", "Collectif Hors Cadre", "Éditions du Platane", "École Buissonnière",
];

/// English-speaking companies.
pub const COMPANIES_EN: [&str; 8] = [
    "Harbour Lane Studio", "Fern & Field Ltd", "Blue Door Gallery", "Northlight Media", "The Paper Mill",
    "Orchard Street Books", "Kiln & Co.", "Bright Corner LLC",
];

/// Ukrainian companies.
pub const COMPANIES_UK: [&str; 8] = [
    "ТОВ «Світлиця»", "ФОП Гончарна справа", "Студія «Обрій»", "ТОВ «Паперова лавка»", "Майстерня «Глина»",
    "Видавництво «Явір»", "ГО «Творча хата»", "Агенція «Кадр»",
];
