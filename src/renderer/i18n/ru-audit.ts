/** Кто кого смотрел, с отбором. */
export const ruAudit = {
  audit: {
    badge: 'Жетон',
    badgeHint: 'Пусто: все',
    person: 'Кого',
    personHint: 'Имя, номер или то, что вводили',
    from: 'С дня',
    to: 'По день',
    show: 'Показать',
    csv: 'CSV',
    more: 'Ещё',
    noted: 'Просмотр этого списка тоже записывается.',
  },
};
