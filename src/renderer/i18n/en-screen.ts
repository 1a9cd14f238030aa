/** Words of this screen: its sounds. */
export const enScreen = {
  sounds: {
    title: 'Sounds',
    hint: 'Heard when the decision is on the screen: one note, two notes, three falling. Each is off or on by itself, for this screen.',
    hear: 'Listen',
    of: { calm: 'Nothing in the way', attention: 'Needs attention', second: 'Second line' },
  },
};
