import * as v from 'valibot';
import { dayText } from '../../local-time.ts';
import { ruleKind } from '../rule-kind.ts';
import { belongs } from '../scene.ts';

/** Bilateral posts are for citizens of the two states; what that means for the rest of the union is not settled (domain.md §7.6). */
export const postClass = ruleKind(
  v.strictObject({ bilateral: v.array(v.string()) }),
  ['not-for-citizenship'],
  ({ facts, day }, { bilateral }, say) => {
    const { post, document, pack } = facts;
    if (post.kind !== 'bilateral' || belongs(document.citizenship, bilateral, pack, dayText(day))) return [];
    return [say('not-for-citizenship', { post: post.id, citizenship: document.citizenship })];
  },
);

/** Closures are dates on the post, for all or some transports; each has its own source. */
export const postOpen = ruleKind(v.strictObject({}), ['closed', 'partly-closed'], ({ facts, day }, _params, say) => {
  const { post, circumstances } = facts;
  const today = dayText(day);
  const { transport } = circumstances;
  return post.closures
    .filter(({ from, to, transports }) => {
      const isNow = from <= today && (to === undefined || today <= to);
      return isNow && (transport === undefined || transports.includes(transport));
    })
    .map(({ from, to, transports, citation }) =>
      say(transport === undefined ? 'partly-closed' : 'closed', {
        post: post.id,
        from,
        transports: transports.join(', '),
        ...(to !== undefined && { to }),
        source: citation,
      }),
    );
});
