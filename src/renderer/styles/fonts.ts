// Shipped with the desk: a post has no font server. Kazakh letters (Ә Ғ Қ Ң Ө Ұ Ү Һ І) stand in cyrillic and cyrillic-ext.
import '@fontsource/noto-sans/latin-400.css';
import '@fontsource/noto-sans/latin-600.css';
import '@fontsource/noto-sans/latin-ext-400.css';
import '@fontsource/noto-sans/latin-ext-600.css';
import '@fontsource/noto-sans/cyrillic-400.css';
import '@fontsource/noto-sans/cyrillic-600.css';
import '@fontsource/noto-sans/cyrillic-ext-400.css';
import '@fontsource/noto-sans/cyrillic-ext-600.css';
import '@fontsource/noto-sans-mono/latin-400.css';
import '@fontsource/noto-sans-mono/latin-600.css';
import '@fontsource/noto-sans-mono/cyrillic-400.css';
import '@fontsource/noto-sans-mono/cyrillic-600.css';
import '@fontsource/noto-sans-mono/cyrillic-ext-400.css';
import '@fontsource/noto-sans-mono/cyrillic-ext-600.css';
