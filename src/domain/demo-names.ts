/** Nobody bears these surnames by chance: they say model, sample, training, test. Masculine and feminine. */
export const surnames: readonly (readonly [string, string])[] = [
  ['ОБРАЗЦОВ', 'ОБРАЗЦОВА'],
  ['ПРИМЕРОВ', 'ПРИМЕРОВА'],
  ['УЧЕБНЫЙ', 'УЧЕБНАЯ'],
  ['ТЕСТОВ', 'ТЕСТОВА'],
  ['ПРОБНЫЙ', 'ПРОБНАЯ'],
  ['МАКЕТОВ', 'МАКЕТОВА'],
  ['ШАБЛОНОВ', 'ШАБЛОНОВА'],
  ['ВЫМЫШЛЕННЫЙ', 'ВЫМЫШЛЕННАЯ'],
  ['НЕБЫВАЛОВ', 'НЕБЫВАЛОВА'],
  ['УСЛОВНЫЙ', 'УСЛОВНАЯ'],
  ['СТУДИЙНЫЙ', 'СТУДИЙНАЯ'],
  ['ЗАГОТОВКИН', 'ЗАГОТОВКИНА'],
];
export const kazakhSurnames: readonly (readonly [string, string])[] = [
  ['ҮЛГІБАЕВ', 'ҮЛГІБАЕВА'],
  ['СЫНАҚОВ', 'СЫНАҚОВА'],
  ['МЫСАЛБЕКОВ', 'МЫСАЛБЕКОВА'],
  ['ОЙДАНОВ', 'ОЙДАНОВА'],
];
export const men = [
  'АЛЕКСЕЙ',
  'ИВАН',
  'ПЁТР',
  'СЕРГЕЙ',
  'ДМИТРИЙ',
  'ОЛЕГ',
  'НИКОЛАЙ',
  'ФЁДОР',
  'ЮРИЙ',
  'МАКСИМ',
] as const;
export const women = ['АННА', 'МАРИЯ', 'ЕЛЕНА', 'ОЛЬГА', 'ЮЛИЯ', 'НАТАЛЬЯ', 'ВЕРА', 'ИРИНА', 'ДАРЬЯ', 'СОФИЯ'] as const;
export const kazakhMen = ['АЙДОС', 'ЕРЛАН', 'НҰРЛАН', 'САМАТ', 'ДӘУРЕН'] as const;
export const kazakhWomen = ['АЙГҮЛ', 'ДИНАРА', 'САУЛЕ', 'ГҮЛНАР', 'МӘДИНА'] as const;
/** Masculine and feminine. */
export const patronymics: readonly (readonly [string, string])[] = [
  ['ИВАНОВИЧ', 'ИВАНОВНА'],
  ['ПЕТРОВИЧ', 'ПЕТРОВНА'],
  ['СЕРГЕЕВИЧ', 'СЕРГЕЕВНА'],
  ['ЮРЬЕВИЧ', 'ЮРЬЕВНА'],
  ['ОЛЕГОВИЧ', 'ОЛЕГОВНА'],
];
/** Latin names of other states' invented citizens. */
export const others: readonly (readonly [string, readonly string[]])[] = [
  ['KGZ', ['ULGUBAEV', 'SYNAKOV']],
  ['ARM', ['ORINAKYAN', 'PORDZYAN']],
  ['BLR', ['PRYKLADOV', 'UZORAU']],
  ['UZB', ['NAMUNAEV', 'SINOVOV']],
  ['TJK', ['NAMUNAZODA', 'MISOLOV']],
  ['DEU', ['MUSTERMANN', 'BEISPIEL']],
  ['TUR', ['ORNEKOGLU', 'DENEME']],
];
