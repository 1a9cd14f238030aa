import { tallyLabel, tallyWord, type Language } from '../domain/tally-words.ts';
import type { Tally } from '../domain/tally-report.ts';
import type { TravelFinding } from '../domain/travel-finding.ts';
import { html, type Html } from './html.ts';
import { findingsPart } from './report-findings.ts';
import { mapPart } from './report-map.ts';
import { reportWords } from './report-words.ts';
import type { Station } from './station-book.ts';
import type { PlaceOf } from './travel-findings.ts';
import type { Trend } from './trend.ts';

export type Asked = {
  readonly from: string;
  readonly to: string;
  readonly posts?: readonly string[];
  readonly language: Language;
};

type Shown = {
  readonly asked: Asked;
  readonly trend: Trend;
  readonly tally?: Tally;
  readonly stations: readonly Station[];
  readonly findings: readonly TravelFinding[];
  readonly now: number;
  readonly placeOf: PlaceOf;
};

const word = (name: keyof typeof reportWords, language: Language): string => reportWords[name][language];

/** The frame of every page; nothing is loaded from anywhere but the style sheet beside it. */
export const page = (language: Language, body: Html, title = word('reports', language)): string =>
  `<!doctype html>${
    html`<html lang="${language}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width" />
        <title>Beket · ${title}</title>
        <link rel="stylesheet" href="/reports/style.css" />
      </head>
      <body>
        <main>${body}</main>
      </body>
    </html>`.html
  }`;

export const signInPage = (language: Language, isWrong: boolean): string =>
  page(
    language,
    html`<h1>${word('reports', language)}</h1>
      ${isWrong ? html`<p class="fault" role="alert">${word('wrongToken', language)}</p>` : undefined}
      <form method="post" action="/reports/sign-in?language=${language}">
        <label
          >${word('token', language)} <input name="token" type="password" autocomplete="off" required autofocus
        /></label>
        <button>${word('open', language)}</button>
      </form>`,
  );

const query = ({ from, to, posts, language }: Asked): string =>
  new URLSearchParams({ from, to, posts: posts?.join(',') ?? '', language }).toString();

const form = ({ from, to, posts, language }: Asked): Html =>
  html`<form method="get" action="/reports">
    <label>${word('from', language)} <input type="date" name="from" value="${from}" required /></label>
    <label>${word('to', language)} <input type="date" name="to" value="${to}" required /></label>
    <label>
      ${word('posts', language)}
      <input name="posts" value="${posts?.join(',')}" placeholder="${word('all', language)}" />
    </label>
    <input type="hidden" name="language" value="${language}" />
    <button>${word('show', language)}</button>
  </form>`;

/** Bars of a day or month each: entries above the line, exits below it; the figures stand in the table. */
const bars = ({ rows }: Trend): Html => {
  const most = Math.max(1, ...rows.flatMap(({ entry, exit }) => [entry, exit]));
  const [width, half] = [960 / Math.max(1, rows.length), 90];
  const bar = (x: number, y: number, height: number, kind: string) =>
    html`<rect
      class="${kind}"
      x="${x.toFixed(1)}"
      y="${y.toFixed(1)}"
      width="${Math.max(0.5, width * 0.8).toFixed(1)}"
      height="${height.toFixed(1)}"
    />`;
  return html`<svg viewBox="0 0 960 200" role="img" aria-hidden="true">
    ${rows.map(({ entry, exit }, index) => {
      const [up, down] = [(entry / most) * half, (exit / most) * half];
      return html`${bar(index * width, 100 - up, up, 'entry')}${bar(index * width, 100, down, 'exit')}`;
    })}
    <line x1="0" y1="100" x2="960" y2="100" />
  </svg>`;
};

const table = (heads: readonly string[], rows: readonly (readonly (string | number | undefined)[])[]): Html =>
  html`<table>
    <thead>
      <tr>
        ${heads.map((head) => html`<th scope="col">${head}</th>`)}
      </tr>
    </thead>
    <tbody>
      ${rows.map(
        (cells) =>
          html`<tr>
            ${cells.map((cell) => html`<td>${cell}</td>`)}
          </tr>`,
      )}
    </tbody>
  </table>`;

const trendPart = (trend: Trend, asked: Asked): Html => {
  const { language } = asked;
  const label = (name: Parameters<typeof tallyLabel>[0]) => tallyLabel(name, language);
  const rows = trend.rows
    .toReversed()
    .map((row) => [row.from, row.entry, row.exit, row.refused, row.referred, row.iins]);
  return html`<section>
    <h2>${word('trend', language)}</h2>
    ${bars(trend)}
    <p><a href="/reports/trend.csv?${query(asked)}">CSV</a> <a href="/reports/trend.json?${query(asked)}">JSON</a></p>
    <div class="scroll">
      ${table([label('day'), label('entry'), label('exit'), label('refused'), label('referred'), label('iins')], rows)}
    </div>
  </section>`;
};

const tallyPart = (tally: Tally | undefined, asked: Asked): Html => {
  const { language } = asked;
  if (!tally)
    return html`<section>
      <h2>${word('tally', language)}</h2>
      <p>${word('tooLong', language)}</p>
    </section>`;
  const label = (name: Parameters<typeof tallyLabel>[0]) => tallyLabel(name, language);
  const heads = (first: string) => [first, label('entry'), label('exit')];
  const group = (title: string, rows: readonly { entry: number; exit: number }[], name: (index: number) => string) =>
    html`<h3>${title}</h3>
      ${table(
        heads(title),
        rows.map(({ entry, exit }, index) => [name(index), entry, exit]),
      )}`;
  const { byOutcome, byPost, byCitizenship, byDocument, byTransport } = tally;
  return html`<section>
    <h2>${word('tally', language)}</h2>
    <p class="sum">
      ${label('persons')}: <strong>${tally.persons.total}</strong> · ${label('iins')}: <strong>${tally.iins}</strong>
    </p>
    <p>
      <a href="/reports/tally.csv?${query(asked)}">CSV</a> <a href="/reports/tally.xlsx?${query(asked)}">XLSX</a>
      <a href="/reports/tally.json?${query(asked)}">JSON</a>
    </p>
    <div class="columns">
      <div>
        ${group(label('outcome'), byOutcome, (at) => tallyWord('outcomes', byOutcome[at]?.outcome ?? '', language))}
      </div>
      <div>${group(label('post'), byPost, (at) => byPost[at]?.post ?? '')}</div>
      <div>${group(label('citizenship'), byCitizenship, (at) => byCitizenship[at]?.citizenship ?? '')}</div>
      <div>
        ${group(label('document'), byDocument, (at) => tallyWord('documents', byDocument[at]?.documentType ?? '', language))}
      </div>
      <div>
        ${group(label('transport'), byTransport, (at) => tallyWord('transports', byTransport[at]?.transport ?? '', language))}
      </div>
    </div>
  </section>`;
};

const desksPart = ({ stations, asked: { language }, now }: Shown): Html => {
  const seen = (at: string | undefined) => (at ? `${Math.round((now - Date.parse(at)) / 60_000)} min` : '–');
  const rows = stations.map(({ id, post, lane, head, lastSeenAt, skewMs, fork, revokedAt }) => [
    id,
    `${post} ${lane}`,
    head.seq,
    seen(lastSeenAt),
    skewMs === undefined ? '–' : (skewMs / 1000).toFixed(1),
    word(revokedAt ? 'revoked' : fork ? 'fork' : 'fine', language),
  ]);
  const heads = (['held', 'lastSeen', 'clock', 'state'] as const).map((name) => word(name, language));
  return html`<section>
    <h2>${word('desks', language)}</h2>
    <div class="scroll">${table([tallyLabel('station', language), tallyLabel('post', language), ...heads], rows)}</div>
  </section>`;
};

export const reportsPage = (shown: Shown): string => {
  const { asked, trend, tally, placeOf } = shown;
  const hrefOf = (post: string): string => `/reports?${query({ ...asked, posts: [post] })}`;
  const other = (['kk', 'ru', 'en'] as const).map(
    (language) => html`<a href="/reports?${query({ ...asked, language })}" lang="${language}">${language}</a> `,
  );
  return page(
    asked.language,
    html`<nav>${other}</nav>
      <h1>${word('reports', asked.language)}</h1>
      ${form(asked)} ${trendPart(trend, asked)} ${mapPart(tally, { placeOf, hrefOf, language: asked.language })}
      ${tallyPart(tally, asked)} ${findingsPart(shown.findings, asked.language)} ${desksPart(shown)}`,
  );
};
