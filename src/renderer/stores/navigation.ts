import { defineStore } from 'pinia';
import { computed, ref } from 'vue';
import type { Role } from '../../domain/officer.ts';
import { useStation } from './station.ts';

const views = [
  { name: 'lane', role: 'officer' },
  { name: 'manual', role: 'officer' },
  { name: 'second', role: 'officer' },
  { name: 'log', role: 'officer' },
  { name: 'tally', role: 'supervisor' },
  { name: 'sync', role: 'officer' },
  { name: 'admin', role: 'administrator' },
  { name: 'devices', role: 'officer' },
  { name: 'bus', role: 'officer' },
  { name: 'rules', role: 'supervisor' },
  { name: 'board', role: 'supervisor', key: 'B' },
] as const satisfies readonly { name: string; role: Role; key?: string }[];

export type ViewName = (typeof views)[number]['name'];

/** The numbers are used up after ten: a view that came later has a letter. */
const letterOf = (view: (typeof views)[number]): string | undefined => ('key' in view ? view.key : undefined);

/** Which view is open, and which the officer's role may open. Numbers stay with their view whoever is signed in. */
export const useNavigation = defineStore('navigation', () => {
  const station = useStation();
  const view = ref<ViewName>('lane');
  const all = views.map((one, at) => ({
    name: one.name,
    key: `Alt+${letterOf(one) ?? (at + 1) % 10}`,
    role: one.role,
  }));
  const open = computed(() => all.filter(({ role }) => station.may(role)));
  const go = (name: ViewName): void => {
    if (open.value.some((one) => one.name === name)) view.value = name;
  };
  return { view, all, open, go };
});
