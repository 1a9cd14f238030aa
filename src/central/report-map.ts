import { mapOutline, postsOnMap } from '../domain/post-map.ts';
import type { Tally } from '../domain/tally-report.ts';
import type { Language } from '../domain/tally-words.ts';
import { html, type Html } from './html.ts';
import { reportWords } from './report-words.ts';
import type { PlaceOf } from './travel-findings.ts';

/** Pixels that a name takes to the right of its mark, and the height of its line. */
const [nameWidth, lineHeight] = [150, 16];

type Placed = {
  readonly post: { readonly id: string };
  readonly x: number;
  readonly y: number;
  readonly persons?: number;
};

/** Posts whose name has room, the busiest first; of the others the mark and the table tell. */
const withoutOverlap = (placed: readonly Placed[]): ReadonlySet<string> => {
  const kept: Placed[] = [];
  for (const one of placed.toSorted((a, b) => (b.persons ?? 0) - (a.persons ?? 0)))
    if (!kept.some(({ x, y }) => Math.abs(x - one.x) < nameWidth && Math.abs(y - one.y) < lineHeight)) kept.push(one);
  return new Set(kept.map(({ post }) => post.id));
};

/** Posts of the tally where they lie, larger and fuller where more crossed; each leads to its own report. */
export const mapPart = (
  tally: Tally | undefined,
  { placeOf, hrefOf, language }: { placeOf: PlaceOf; hrefOf: (post: string) => string; language: Language },
): Html | undefined => {
  if (!tally || tally.byPost.length === 0) return undefined;
  const loads = new Map(tally.byPost.map(({ post, entry, exit }) => [post, entry + exit]));
  const posts = [...loads.keys()].map((id) => ({ id, position: placeOf(id) }));
  const { placed, unplaced } = postsOnMap(posts, loads);
  const labelled = withoutOverlap(placed);
  const word = (id: string): string => `${id}: ${loads.get(id) ?? 0}`;
  return html`<section>
    <h2>${reportWords.map[language]}</h2>
    <svg
      class="map"
      viewBox="0 0 ${mapOutline.width} ${mapOutline.height}"
      role="group"
      aria-label="${reportWords.map[language]}"
    >
      ${mapOutline.others.map((path) => html`<path class="other" d="${path}" />`)}
      <path class="own" d="${mapOutline.own}" />
      ${placed.map(
        ({ post, x, y, step = 0 }) =>
          html`<a href="${hrefOf(post.id)}" aria-label="${word(post.id)}">
            <circle class="step-${step}" cx="${x.toFixed(1)}" cy="${y.toFixed(1)}" r="${6 + 2.5 * step}" />
            <title>${word(post.id)}</title>
            ${
              labelled.has(post.id)
                ? html`<text x="${(x + 10 + 2.5 * step).toFixed(1)}" y="${(y + 4).toFixed(1)}">${word(post.id)}</text>`
                : undefined
            }
          </a>`,
      )}
    </svg>
    ${
      unplaced.length > 0
        ? html`<p>${reportWords.noPlace[language]}: ${unplaced.map(({ id }) => word(id)).join(', ')}</p>`
        : undefined
    }
    <p>${reportWords.mapAbout[language]} ${reportWords.mapTable[language]}</p>
  </section>`;
};
