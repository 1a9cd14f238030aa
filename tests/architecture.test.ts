import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect, it } from 'vitest';

type Rule = { name: string; from: { path?: string | string[] }; to: { pathNot?: string } };
const { forbidden } = createRequire(import.meta.url)('../.dependency-cruiser.cjs') as { forbidden: Rule[] };
const ruleOf = (name: string): string | undefined => forbidden.find((rule) => rule.name === name)?.to.pathNot;

const page = readFileSync('docs/architecture.md', 'utf8');
const listed = (cell = ''): string[] =>
  cell
    .split(',')
    .map((word) => word.trim())
    .filter((word) => word !== '–' && word !== '');
const table = [...page.matchAll(/^\| (\w+) +\| (.+?) +\| (.+?) +\|$/gm)]
  .map(([, room = '', rooms, packages]) => ({ room, rooms: listed(rooms), packages: listed(packages) }))
  .filter(({ room }) => room !== 'room');

it('names every room that the checker knows, and no other', () => {
  const checked = forbidden.filter(({ name }) => name.endsWith('-rooms')).map(({ name }) => name.replace('-rooms', ''));
  expect(table.map(({ room }) => room)).toEqual(checked);
});

it.each(table)('gives $room the rooms that the checker gives it', ({ room, rooms }) => {
  const given = /\((.*)\)/.exec(ruleOf(`${room}-rooms`) ?? '')?.[1]?.split('|');
  expect([room, ...rooms]).toEqual(given);
});

it.each(table)('gives $room the packages that the checker gives it', ({ room, packages }) => {
  const allowed = [...(ruleOf(`${room}-packages`) ?? '').matchAll(/multiple-ciphers\|(.*?)\)(?:\||$)/g)];
  const given = allowed.map(([, name = '']) => name.replace(/\\(.)/g, '$1'));
  expect(packages.filter((name) => name !== 'node')).toEqual(given);
  const mayUseNode = !forbidden.some(({ name }) => name === `${room}-no-node`);
  expect(packages.includes('node')).toBe(mayUseNode);
});
