/** Who looked at whom, filtered. */
export const enAudit = {
  audit: {
    badge: 'Badge',
    badgeHint: 'All where it is empty',
    person: 'Of whom',
    personHint: 'A name, a number, or what was typed',
    from: 'From day',
    to: 'To day',
    show: 'Show',
    csv: 'CSV',
    more: 'More',
    noted: 'That this list was looked at is written down too.',
  },
};
