import type { Language } from '../domain/tally-words.ts';
import type { TravelFinding, TravelSide } from '../domain/travel-finding.ts';
import { html, type Html } from './html.ts';
import { dispositionWords, findingWords, reportWords } from './report-words.ts';

const sideText = ({ post, station, seq, direction, at }: TravelSide): string =>
  `${at.slice(0, 16).replace('T', ' ')} UTC · ${post} · ${direction === 'entry' ? '→' : '←'} · ${station} ${seq}`;

/** Crossings over all desks that do not fit together, and who has looked at them. No traveller is named. */
export const findingsPart = (findings: readonly TravelFinding[], language: Language): Html =>
  html`<section>
    <h2>${reportWords.findings[language]}</h2>
    ${
      findings.length === 0
        ? html`<p>${reportWords.noFindings[language]}</p>`
        : html`<p><a href="/reports/findings.csv">CSV</a> <a href="/reports/findings.json">JSON</a></p>
            <div class="scroll">
              <table>
                <tbody>
                  ${findings.map(
                    ({ kind, earlier, later, minutes, needed, disposition }) =>
                      html`<tr>
                        <td>${findingWords[kind][language]}</td>
                        <td>${sideText(earlier)}</td>
                        <td>${sideText(later)}</td>
                        <td>${minutes}${needed === undefined ? '' : ` / ${needed}`} min</td>
                        <td>
                          ${
                            disposition
                              ? `${dispositionWords[disposition.what][language]} · ${disposition.by}`
                              : reportWords.unseen[language]
                          }
                        </td>
                      </tr>`,
                  )}
                </tbody>
              </table>
            </div>`
    }
  </section>`;

const cell = (value: string | number | undefined): string => {
  const text = String(value ?? '');
  // What a spreadsheet would take for a formula is made text.
  const safe = /^[=+\-@\t]/.test(text) ? `'${text}` : text;
  return /[";\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
};

/** RFC 4180, a finding a line. */
export const findingsCsv = (findings: readonly TravelFinding[]): string =>
  [
    'kind;earlierAt;earlierPost;earlierStation;earlierSeq;laterAt;laterPost;laterStation;laterSeq;minutes;needed;disposition;by;at',
    ...findings.map(({ kind, earlier, later, minutes, needed, disposition }) =>
      [
        kind,
        ...[earlier, later].flatMap(({ at, post, station, seq }) => [at, post, station, seq]),
        minutes,
        needed,
        disposition?.what,
        disposition?.by,
        disposition?.at,
      ]
        .map(cell)
        .join(';'),
    ),
    '',
  ].join('\r\n');
