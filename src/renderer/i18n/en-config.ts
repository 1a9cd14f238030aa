/** Settings carried from desk to desk. */
export const enConfig = {
  config: {
    title: 'Settings of this desk',
    about:
      'Language, folders for pictures and copies, addresses of neighbours, and thresholds of the fleet, in a file signed by this desk. No keys, no PINs, no names: it may go to other desks.',
    save: 'Save to a file',
    choose: 'Choose a file',
    made: 'Made at {station}, {at}. Key of that desk: {key}',
    same: 'The file changes nothing here.',
    setting: 'Setting',
    now: 'Now',
    file: 'In the file',
    own: 'not taken over: it belongs to each desk',
    take: 'Take over',
    taken: 'Taken over: {names}',
    leave: 'Leave as it is',
    asks: { port: 'port {n}', nobody: 'nobody', off: 'off' },
    names: {
      language: 'Language',
      watchedFolder: 'Folder for pictures',
      secondBackups: 'Second folder for copies',
      neighbours: 'Other desks of the post',
      thresholds: 'Thresholds',
      post: 'Post',
      lane: 'Lane',
      centre: 'Centre',
      rules: 'Rules',
      retentionMonths: 'Retention, months',
    },
    faults: {
      'not-a-config': 'This is no file of settings.',
      changed: 'The file was changed since a desk signed it.',
      newer: 'The file was made by a newer version. Update this desk.',
      'no-such-folder': 'A folder of the file is not there on this machine. The rest was taken over.',
      centre: 'The centre did not take the thresholds. The rest was taken over.',
    },
  },
};
