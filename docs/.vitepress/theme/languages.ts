import { useData } from 'vitepress';
import { computed } from 'vue';

interface LanguageOptions {
  /** Links to the same page, not to the start page. */
  readonly correspondingLink?: boolean;
}

/** Takes the place of the theme's own function, which links to pages that do not exist. */
export function useLangs({ correspondingLink = false }: LanguageOptions = {}) {
  const { site, localeIndex, page, hash } = useData();
  const linkOf = (key: string) => (key === 'root' ? '/' : `/${key}/`);
  const currentLang = computed(() => ({
    label: site.value.locales[localeIndex.value]?.label,
    link: linkOf(localeIndex.value),
  }));
  const otherPage = computed(() => {
    const { otherLanguage } = page.value.frontmatter;
    if (!correspondingLink || typeof otherLanguage !== 'string') return undefined;
    return `/${otherLanguage.replace(/(^|\/)index\.md$/, '$1').replace(/\.md$/, '.html')}`;
  });
  const localeLinks = computed(() =>
    Object.entries(site.value.locales)
      .filter(([key]) => key !== localeIndex.value)
      .map(([key, { label }]) => ({
        text: label,
        link: (otherPage.value ?? linkOf(key)) + hash.value,
      })),
  );
  return { localeLinks, currentLang };
}
