/** Invented names of the kind people born in the 1930s to 1960s carry. */
import type { Random } from "./random.ts";

const SURNAMES =
  "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文";
const WOMEN =
  "秀兰 桂英 玉兰 淑珍 秀英 凤英 淑兰 玉珍 素芬 桂兰 慧敏 淑华 桂珍 玉华 秀珍 淑英 凤兰 桂芝 秀荣 玉芬 淑芳 翠兰 惠兰 秀芝 玉梅 素珍 宝珍 瑞珍 丽华 佩芬 雅琴 文英 静芳 美玲 淑贞 桂芳 玉琴 春兰 秋菊 月娥 素云 爱华 敏芝 兰芳 淑琴 秀云 凤琴 瑞兰 毓秀 婉如";
const MEN =
  "建国 德福 国强 志强 永福 广才 德明 长海 文才 世昌 国栋 玉山 振华 家声 宝山 树林 福生 金生 庆祥 维新 守义 忠义 长林 永年 志远 学文 明德 兴邦 荣华 春生 连生 有德 德顺 国良 金山 延年 继先 绍武 子明 鸿飞 云祥 耀宗 贵生 锡山 长贵 增福 运生 士杰 文博 敬之";
const YOUNG = "磊 静 敏 勇 军 艳 涛 娟 强 丽 洋 霞 杰 芳 超 燕 鹏 玲 波 红 斌 梅 刚 颖 建 莉";

const women = WOMEN.split(" ");
const men = MEN.split(" ");
const young = YOUNG.split(" ");
const surnames = [...SURNAMES];

export type NameMaker = {
  /** Each name once. */
  elder(sex: 1 | 2): { surname: string; name: string };
  /** A child, with the family's name or another. */
  relative(surname: string | null): string;
};

export function nameMaker(random: Random): NameMaker {
  const given = new Set<string>();
  // The most common surnames come first in the list and come up more often.
  const surname = () => surnames[Math.floor(surnames.length * random.next() ** 2)] as string;
  return {
    elder(sex) {
      for (;;) {
        const family = surname();
        const name = family + random.pick(sex === 1 ? men : women);
        if (given.has(name)) continue;
        given.add(name);
        return { surname: family, name };
      }
    },
    relative: (family) => (family ?? surname()) + random.pick(young) + (random.chance(0.3) ? random.pick(young) : ""),
  };
}
