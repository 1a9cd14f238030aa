/** Words of the first day and of the help beside the keys. */
export const enHelp = {
  tour: {
    title: 'First day',
    begin: 'Show me around',
    next: 'Go on',
    stop: 'End the tour',
    play: 'Play the reader',
    at: 'First day, {n} of {of}',
    offer: 'First time here? The tour takes two minutes and three invented travellers.',
    scan: 'A traveller hands you a passport. At the border you lay it on the reader; here the button plays the reader.',
    admit:
      'The band says what the desk advises, below it the days and the reasons. Compare the name with the page, then press Enter: she may enter, and that is all.',
    scanBad: 'The next one. Play the reader again.',
    refer:
      'This passport has expired. The desk never refuses anybody: you decide. F7 sends him to the second line, F9 would refuse and ask for a reason.',
    undo: 'A slip is no disaster: Ctrl+Z opens the last traveller for correction. Nothing is overwritten, the log keeps both. Go on when you have seen it.',
    byHand: 'Without machine-readable lines you type. Press Alt+2 and type the page in one line, in any order.',
    end: 'That is the whole job. The question mark shows the keys of every view. This desk is a demonstration: try whatever you like.',
  },
  help: {
    print: 'Print this card',
    rules:
      'Which law is in force, rule by rule. A new pack is tried on the log and put into force by two administrators.',
    lane: 'Scan, look at the band, press one key. The next scan may come before this one is recorded: it waits in sight.',
    manual: 'One line takes the whole page; the fields below show what it understood and can be typed by themselves.',
    second:
      'Who was sent here and how long they wait. A supervisor settles each with a reason; a refused traveller gets a form.',
    log: 'What was recorded at this desk. A correction is laid over a crossing and never changes it.',
    tally: 'Counts of a day, a week or a shift, to print and sign.',
    sync: 'What the centre has of this desk. Without a line the desk works and keeps everything.',
    admin: 'Officers, lists and the log itself.',
    bus: 'Lay the stack on the reader, one after the other. Settle what is listed with the keys on it; one key records all the others together.',
    devices: 'Readers and cameras. What is scanned here is explained and admits nobody.',
  },
};
