import { defineStore } from 'pinia';
import { computed, ref, shallowRef } from 'vue';
import type { CallInput, CallName, CallOutput, FaultCode } from '../../contract/station.ts';
import type { Keeping } from '../../contract/keeping-view.ts';
import type { StationState, SyncState } from '../../contract/views.ts';
import type { Post } from '../../domain/post.ts';
import { hasRole, type Role } from '../../domain/officer.ts';
import { useLine } from '../transport/station-client.ts';

/** Why a call was not done; the page shows the sentence of `code`. */
export type CallFault = { readonly code: FaultCode; readonly detail?: string; readonly field?: string };
export type Outcome<T> = { readonly value: T; readonly fault?: undefined } | { readonly fault: CallFault };

type StateCall =
  | 'setUp'
  | 'startDemo'
  | 'signIn'
  | 'signOut'
  | 'repairWithWords'
  | 'repairWithPassphrase'
  | 'repairRestore'
  | 'repairLeave';

/** The desk as the station tells it, and the one way for stores and views to call it. */
export const useStation = defineStore('station', () => {
  const { client, up } = useLine();
  const state = shallowRef<StationState>();
  /** Grows whenever the log grew; lists ask again. */
  const logSeq = ref(0);
  /** Milliseconds the station's clock is ahead of the page's. */
  const ahead = ref(0);

  /** Posts by id, for their names. */
  const posts = shallowRef<ReadonlyMap<string, Post>>(new Map());
  const take = (next: StationState): void => {
    state.value = next;
    ahead.value = Date.parse(next.now) - Date.now();
  };
  const refresh = async (): Promise<void> => {
    const answer = await client.call('state', {});
    if (answer.ok) take(answer.value);
  };
  const call = async <N extends CallName>(name: N, input: CallInput<N>): Promise<Outcome<CallOutput<N>>> => {
    const answer = await client.call(name, input);
    if (answer.ok) return { value: answer.value };
    if (answer.fault.code === 'not-signed-in') await refresh();
    return { fault: answer.fault };
  };
  /** Calls whose answer is the new state of the desk. */
  const callState = async <N extends StateCall>(name: N, input: CallInput<N>): Promise<CallFault | undefined> => {
    const outcome = await call(name, input);
    if (outcome.fault) return outcome.fault;
    take(outcome.value as StationState);
    return undefined;
  };

  const loadPosts = async (): Promise<void> => {
    const answer = await client.call('posts', {});
    if (answer.ok) posts.value = new Map(answer.value.map((post) => [post.id, post]));
  };
  void loadPosts();

  client.on('state', take);
  client.on('changed', () => void refresh());
  const tellSync = (sync: SyncState): void => {
    if (state.value) state.value = { ...state.value, sync };
  };
  const tellKeeping = (keeping: Keeping): void => {
    if (state.value?.officer) state.value = { ...state.value, keeping };
  };
  client.on('sync', tellSync);
  client.on('keeping', tellKeeping);
  client.on('inbox', ({ waiting }) => {
    if (state.value) state.value = { ...state.value, inbox: { ...state.value.inbox, waiting } };
  });
  client.on('log', ({ seq }) => void (logSeq.value = seq));

  const may = (role: Role): boolean => {
    const officer = state.value?.officer;
    return officer !== undefined && hasRole(officer.role, role);
  };
  const zone = computed(() => state.value?.station?.post.zone ?? 'Asia/Almaty');
  const now = (): number => Date.now() + ahead.value;
  /** Local day of the post, `YYYY-MM-DD`. */
  const today = (): string => new Intl.DateTimeFormat('sv-SE', { timeZone: zone.value }).format(new Date(now()));
  return { state, up, posts, logSeq, zone, refresh, call, callState, tellSync, tellKeeping, may, now, today };
});
