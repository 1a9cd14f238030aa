import type { InjectionKey } from 'vue';

/** Opens the choice of a picture, for buttons deep in a view. */
export const chooseFileKey: InjectionKey<() => void> = Symbol('choose-file');
