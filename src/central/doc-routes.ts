import type { FastifyInstance } from 'fastify';
import { signatureHeaders, signatureWindowSeconds } from '../contract/uplink.ts';
import type { ApiCall } from './api-call.ts';
import { api } from './api.ts';
import { html, type Html } from './html.ts';
import { openApi } from './open-api.ts';
import { page } from './report-page.ts';

const callPart = ({ method, path, summary, by, query, request, answer }: ApiCall): Html =>
  html`<section>
    <h2>
      <code>${method.toUpperCase()} ${path}</code>
    </h2>
    <p>${summary}</p>
    <table>
      <tbody>
        <tr>
          <td>By</td>
          <td>${by}</td>
        </tr>
        ${Object.entries(query ?? {}).map(
          ([name, meaning]) =>
            html`<tr>
              <td><code>?${name}</code></td>
              <td>${meaning}</td>
            </tr>`,
        )}
        ${
          request &&
          html`<tr>
            <td>Body</td>
            <td>${request.mediaType}</td>
          </tr>`
        }
        ${
          answer &&
          html`<tr>
            <td>Answer</td>
            <td>${answer.mediaType}</td>
          </tr>`
        }
      </tbody>
    </table>
  </section>`;

/** The calls for people and, as OpenAPI 3.1, for machines; made from the table of calls, with nothing from the network. */
export const docRoutes = (app: FastifyInstance, version: string): void => {
  const document = openApi(version);
  const shown = page(
    'en',
    html`<h1>Calls of the centre</h1>
      <p><a href="/docs/openapi.json">OpenAPI 3.1</a></p>
      <p>
        Desks sign each request with Ed25519 over METHOD, path with query, station, time, nonce and the SHA-256 of the
        body in hex, one a line, and send ${Object.values(signatureHeaders).join(', ')}. A signature is good for
        ${signatureWindowSeconds} s and once. Every answer says <code>"beket": "centre"</code>.
      </p>
      ${api.map(callPart)}`,
    'Calls of the centre',
  );
  app.get('/docs', async (_request, reply) =>
    reply
      .type('text/html; charset=utf-8')
      .header(
        'content-security-policy',
        "default-src 'none'; style-src 'self'; frame-ancestors 'none'; base-uri 'none'",
      )
      .send(shown),
  );
  app.get('/docs/openapi.json', async () => document);
};
