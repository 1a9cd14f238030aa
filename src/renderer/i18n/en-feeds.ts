/** Words of what comes down from the centre. */
export const enFeeds = {
  feeds: {
    title: 'From the centre',
    ask: 'Ask the centre now',
    asking: 'Asking',
    asOf: 'as of {at}',
    never: 'Nothing has come yet.',
    partly: 'More is on its way.',
    names: {
      stays: 'National crossings',
      watchlist: 'Watchlist',
      packs: 'Rule packs',
      officers: 'Officers',
      posts: 'Posts',
      findings: 'Findings over desks',
      notices: 'Messages',
      desks: 'Desks of this post',
    },
    faults: {
      unsigned: "Dropped: the signature is not the centre's. Nothing was changed.",
      'other-centre': 'Dropped: it comes from another centre. Nothing was changed.',
      'not-a-feed': 'Dropped: what came is no list of the centre. Nothing was changed.',
      'out-of-order': 'Dropped: it does not follow what is here. Nothing was changed.',
      'no-key':
        'This desk was connected before the centre had a key. Connect it again with a new code to receive lists.',
      'not-kept': 'What came could not be kept. The desk tries again by itself.',
    },
  },
  findings: {
    title: 'Crossings that do not fit together',
    none: 'None is known.',
    between: '{minutes} min between',
    needed: 'at least {needed} min on the way',
    unknown: 'Recorded at other desks',
    by: '{what}, {by}',
    kinds: {
      'impossible-travel': 'Too far apart for the time between',
      'one-document-two-posts': 'The same document at two posts',
      'recorded-twice': 'Recorded twice',
      'crossing-missing': 'A crossing between is missing',
    },
    dispositions: {
      explained: 'Explained',
      'recorded-wrongly': 'Recorded wrongly',
      'passed-on': 'Passed on',
    },
  },
} as const;
