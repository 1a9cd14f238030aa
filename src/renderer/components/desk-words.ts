import { useI18n } from 'vue-i18n';
import { useFormat } from '../i18n/format.ts';
import { useStation } from '../stores/station.ts';

/** A desk by its post and lane, as its number names them: `zhaisan-1-0a1b2c`. */
export const useDeskWords = () => {
  const { t } = useI18n();
  const format = useFormat();
  const station = useStation();
  return {
    name: (stationId: string | undefined): string => {
      if (stationId === undefined) return t('repair.deskUnknown');
      const post = [...station.posts.keys()].find((id) => stationId.startsWith(`${id}-`));
      const lane = /-(.+)-[0-9a-f]{6}$/.exec(stationId.slice(post?.length ?? 0))?.[1];
      return post === undefined || lane === undefined ? stationId : `${format.postName(post)} · ${lane.toUpperCase()}`;
    },
  };
};
