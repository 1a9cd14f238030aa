/** Words of the hand-over to the second line and of the form of a refusal. */
export const enSecond = {
  handOver: { note: 'The first officer’s words', raw: 'As it was read' },
  form: {
    title: 'Form of a refusal',
    language: 'Language of the traveller',
    in: { kk: 'Kazakh', ru: 'Russian', en: 'English' },
    print: 'Form (PDF)',
    signed: 'Signed',
    unsigned: 'Refused to sign',
    printed: 'The form is made. Hand it over and say whether it was signed.',
    about: 'The form stands in the traveller’s language, in Kazakh and in Russian.',
  },
} as const;
