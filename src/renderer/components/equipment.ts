import { equipmentItems, type Equipment, type EquipmentItem } from '../../domain/handover.ts';

/** An item as the form holds it; the note is asked for where it does not work. */
export type Checked = { item: EquipmentItem; works: boolean; note: string };

/** As it was found before, or all in order. */
export const checklist = (before?: Equipment): Checked[] =>
  equipmentItems.map((item) => ({
    item,
    works: before?.find((one) => one.item === item)?.works ?? true,
    note: '',
  }));

export const equipmentOf = (list: readonly Checked[]): Equipment => list.map(({ item, works }) => ({ item, works }));
export const faultsOf = (list: readonly Checked[]): { item: EquipmentItem; note: string }[] =>
  list.filter(({ works, note }) => !works && note.trim() !== '').map(({ item, note }) => ({ item, note: note.trim() }));
