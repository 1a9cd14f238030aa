import { defineStore } from 'pinia';
import { ref, shallowRef } from 'vue';
import type { ReadOutcome } from '../../contract/views.ts';
import { openCamera, type Camera, type CameraState } from '../input/camera.ts';
import { useCircumstances } from './circumstances.ts';
import { useDevices } from './devices.ts';
import { useStation } from './station.ts';

type Sighting = { readonly source: string; readonly format: string; readonly corners: readonly number[] };
export type CameraCatch = { readonly outcome: ReadOutcome; readonly picture: string };

/** Milliseconds between two frames at least: the worker threads are not the camera's alone. */
const pace = 100;
const rest = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** The live camera: frames go to the station one after the other, what is in sight comes back to be drawn over them. */
export const useCamera = defineStore('camera', () => {
  const station = useStation();
  const kept = useCircumstances();
  const devices = useDevices();
  const isOn = ref(localStorage.getItem('beket.camera') === 'on');
  const state = ref<CameraState>('none');
  const stream = shallowRef<MediaStream>();
  const sightings = shallowRef<readonly Sighting[]>([]);
  const shape = ref({ width: 16, height: 9 });
  let take: (caught: CameraCatch) => void = () => undefined;
  let camera: Camera | undefined;
  let fresh = true;
  /** The paper of ours that lies before the camera: told once. */
  let paper: string | undefined;

  const look = async (open: Camera): Promise<void> => {
    const frame = await open.grab();
    if (!frame || open !== camera) return;
    shape.value = { width: frame.width, height: frame.height };
    const isFresh = fresh;
    fresh = false;
    const answer = await station.call('look', { frame: frame.jpeg, fresh: isFresh, circumstances: kept.current });
    if (open !== camera || answer.fault) return;
    sightings.value = answer.value.sightings;
    if (answer.value.paper !== undefined && answer.value.paper !== paper) devices.arrived('camera', answer.value.paper);
    paper = answer.value.paper;
    if (answer.value.outcome) take({ outcome: answer.value.outcome, picture: URL.createObjectURL(frame.blob) });
  };
  const run = async (open: Camera): Promise<void> => {
    while (open === camera) {
      if (document.visibilityState === 'visible' && station.state?.phase === 'ready') await look(open);
      await rest(pace);
    }
  };
  const stop = (): void => {
    camera?.stop();
    camera = undefined;
    stream.value = undefined;
    sightings.value = [];
    state.value = 'none';
  };
  const start = async (): Promise<void> => {
    if (camera || state.value === 'starting') return;
    state.value = 'starting';
    const opened = await openCamera(document.createElement('video'));
    if (typeof opened === 'string') return void (state.value = opened);
    camera = opened;
    fresh = true;
    stream.value = opened.stream;
    state.value = 'on';
    opened.stream.getVideoTracks()[0]?.addEventListener('ended', () => {
      stop();
      state.value = 'lost';
    });
    void run(opened);
  };
  const turn = async (on: boolean): Promise<void> => {
    isOn.value = on;
    localStorage.setItem('beket.camera', on ? 'on' : 'off');
    if (on) await start();
    else stop();
  };
  const begin = (taker: (caught: CameraCatch) => void): void => {
    take = taker;
    if (isOn.value) void start();
  };

  /** What lies before the camera is looked at as if it had just been laid there. */
  const renew = (): void => void (fresh = true);

  return { renew, isOn, state, stream, sightings, shape, turn, begin };
});
