import type { EquipmentItem } from './handover.ts';
import type { Localised } from './post.ts';
import type { Language } from './tally-words.ts';

const say = (kk: string, ru: string, en: string): Localised => ({ kk, ru, en });

/** Every word of the handover sheet that no tally has. */
const labels = {
  title: say('Ауысымды тапсыру парағы', 'Лист сдачи смены', 'Handover sheet'),
  lanes: say('Жолақтар', 'Полосы', 'Lanes'),
  onDuty: say('Ауысымда', 'На смене', 'On duty'),
  closed: say('Жабылды', 'Закрыта', 'Closed'),
  cases: say('Екінші желінің ашық істері', 'Открытые дела второй линии', 'Open cases of the second line'),
  entryNo: say('Жазба', 'Запись', 'Entry'),
  since: say('Басталуы', 'С какого времени', 'Since'),
  reason: say('Себебі', 'Причина', 'Reason'),
  result: say('Кейін', 'Позднее', 'Later'),
  seized: say('Алып қойылған құжаттар', 'Изъятые документы', 'Documents kept back'),
  equipment: say('Жабдық', 'Оборудование', 'Equipment'),
  opened: say('Ашылғанда', 'При открытии', 'At opening'),
  works: say('жұмыс істейді', 'работает', 'works'),
  fault: say('ақаулы', 'неисправно', 'faulty'),
  note: say('Ақауы неде', 'Что неисправно', 'What is wrong'),
  state: say('Жұмыс орнының жайы', 'Состояние рабочего места', 'State of the desk'),
  unsent: say('Жіберілмеген жазбалар', 'Не отправлено записей', 'Unsent entries'),
  oldest: say('Ең ескісі', 'Старейшая', 'The oldest of'),
  list: say('Бақылау тізімі, жазба', 'Список наблюдения, записей', 'Watchlist, entries'),
  listOf: say('Тізімнің күні', 'Список от', 'Watchlist of'),
  pack: say('Ережелер', 'Правила', 'Rules'),
  packHash: say('Ережелердің SHA-256', 'SHA-256 правил', 'SHA-256 of the rules'),
  seal: say('Ауысым мөрі', 'Печать смены', 'Seal of the shift'),
  remarks: say('Ескертулер', 'Примечания', 'Remarks'),
  byPin: say(
    'ПИН-кодпен расталды: тапсырды {outgoing}, қабылдады {incoming}',
    'Подтверждено ПИН-кодом: сдал {outgoing}, принял {incoming}',
    'Confirmed by PIN: handed over by {outgoing}, taken over by {incoming}',
  ),
  nobody: say('ешкім', 'никто', 'nobody'),
  erased: say('мерзімі өтіп өшірілді', 'стёрто по сроку', 'erased after its time'),
} as const;

const items: Record<EquipmentItem, Localised> = {
  reader: say('Құжат оқығыш', 'Считыватель документов', 'Document reader'),
  camera: say('Бейнекамера', 'Камера', 'Camera'),
  scanner: say('Жазық сканер', 'Планшетный сканер', 'Flatbed scanner'),
  printer: say('Басып шығарғыш', 'Принтер', 'Printer'),
  lamp: say('Ультракүлгін шам', 'Ультрафиолетовая лампа', 'Ultraviolet lamp'),
  stamp: say('Мөртабан', 'Штамп', 'Stamp'),
  radio: say('Радиостанция', 'Рация', 'Radio'),
};

export const handoverLabel = (label: keyof typeof labels, language: Language): string => labels[label][language];
export const equipmentWord = (item: EquipmentItem, language: Language): string => items[item][language];
