import { createPinia } from 'pinia';
import { createApp } from 'vue';
import App from './App.vue';
import { createWords } from './i18n/languages.ts';
import { lineKey, openLine } from './transport/station-client.ts';
import './styles/fonts.ts';
import './styles/tokens.css';
import './styles/base.css';
import './styles/print.css';

createApp(App).provide(lineKey, openLine()).use(createPinia()).use(createWords('kk')).mount('#desk');
