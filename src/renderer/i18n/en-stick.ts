/** The way to the centre without a line. */
export const enStick = {
  stick: {
    title: 'Without a line',
    about:
      'When the line will not come back soon, what is unsent can be carried to the centre on a stick. The file is sealed to the centre’s key: whoever finds the stick reads nothing. Nothing is entered twice, also where the line comes back meanwhile.',
    folder: 'Folder of the stick',
    folderHint: 'For example /media/stick.',
    write: 'Write to the stick',
    stop: 'Stop',
    written: '{n} entries are on the stick: {file}. They count as sent once the centre’s answer is here.',
    answer: 'Answer of the centre',
    answerHint: 'The file ending in .answer that the centre wrote.',
    taken: 'The centre holds everything up to entry {n}.',
    next: 'Next',
    back: 'Back',
    carries: '{n} entries go onto the stick, the oldest of {at}.',
    carriesNone: 'The centre has acknowledged everything: there is nothing to carry.',
    sealed: 'Sealed to the key of the centre at {url}. Into the folder {folder}.',
    have: 'The answer is here already',
    again: 'Begin again',
    wait: 'Take the stick to the centre. When it is back, choose the answer file.',
    stepOf: 'Step {n} of {of}',
    step: { folder: 'Folder', contents: 'Contents', write: 'Writing', answer: 'Answer' },
    fault: {
      'no-stick-key':
        'This desk knows no centre that takes sticks. Connect it to a centre once; the key comes with the enrolment.',
      'nothing-unsent': 'The centre has acknowledged everything: there is nothing to carry.',
      'not-an-answer':
        'This is no answer of the centre of this desk, or it was cut or changed on the way. Copy it again.',
      'other-desk': 'This answer is for another desk.',
      'other-centre': 'This answer is of another centre.',
      'old-answer': 'This answer is old: the desk knows as much already.',
      fork: 'The centre holds another entry under that number. An administrator of the centre decides.',
      'called-off': 'Stopped. There is no file on the stick.',
      'no-folder': 'There is no such folder. Is the stick in?',
      'disk-full': 'The stick is full. Nothing was left on it.',
      'write-failed': 'The stick cannot be written to. Nothing was left on it.',
    },
  },
};
