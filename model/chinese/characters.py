"""The characters of a text: unified without moving any for reading, unusual ones made usual."""

import re
import unicodedata

# Traditional characters that these texts are written in, where one simplified character stands for each.
_TRADITIONAL = (
    "開關門間問聞閉閱辦結繼續給經統計記訂許設訴訟評詢該請諮證議護讀變讓調談論課語認說誤試話詳誠識譯講"
    "謂諸謹報業務實對應當據條來會個們處發復複轉單號電聯絡網線級維權審決強製規範檔徵費額萬億總數類項頒"
    "預領題顯風飛體點黨內兩壓縣區鄉鎮廳員圖國團園圓場產動勞勢勝敗歷歲濟災為無爭狀獨獲現環畫異療監盤眾"
    "確種積稱穩節築簡簽紀納純紙終組細織絕編緊縮績繳職聲聽肅舉舊藝藥術衛衝補裝見視親觀覽觸訊託詞買責貴"
    "資質賠購贊車軍載輕較輔輪輸轄農邊達遞遠適選還郵醫釋針銀錄錯鐵長陳陽隊階隨險雙雜離難靜響頁須順頻顧"
    "館馬駐驗魚黃齊龍備傳債傷僅價優償儲則剛創劃勵協參嚴圍執學寧寫寬專將尋導屆層屬島師帳帶幫幾庫廠廢廣"
    "彙後從態憲戶掃採換損擁擇擔擬擴攝於時晉書東極構標樣樓樞機檢歸殘氣沒況測準溝滅滿漢漸潔濃灣熱營獎盡"
    "礎禮稅競筆籌糧糾約紛練緣縱繪羅習聖脫臨臺與興葉蓋蘇虛覈訓訪註診誌謀豐負財貢貧貨貼貿賓賬趙跡踐軟輛"
    "辭運過進週遲遷遺鄭釐錢鏈鑒閣陸陰隸雖雲靈韓頭養餘驅麗齡訖賦賴銷鋪鍵鑑陣顆飲飯騙鄰殺淺煙爾牆畢矯窮"
    "緒脅艙薦虧蟲詐謠譽販貪賀賞趨軌遙邏鎖閃韻頓驚鬧鮮鳥麥擾獄嶺嶽灘瀋濱濰瀘滬渾淶灤瀏澤寶賢鳳鶴鵬鷹鹽"
    "鹼蘭萊蓮薊蔣蕭盧慶楊榮樂橋檯櫃瓊甌祿禍窩籃紋紡紮紳紹綠綜綱綿緩締縫繞罰罷義聰脈臟"
)
_SIMPLIFIED = (
    "开关门间问闻闭阅办结继续给经统计记订许设诉讼评询该请咨证议护读变让调谈论课语认说误试话详诚识译讲"
    "谓诸谨报业务实对应当据条来会个们处发复复转单号电联络网线级维权审决强制规范档征费额万亿总数类项颁"
    "预领题显风飞体点党内两压县区乡镇厅员图国团园圆场产动劳势胜败历岁济灾为无争状独获现环画异疗监盘众"
    "确种积称稳节筑简签纪纳纯纸终组细织绝编紧缩绩缴职声听肃举旧艺药术卫冲补装见视亲观览触讯托词买责贵"
    "资质赔购赞车军载轻较辅轮输辖农边达递远适选还邮医释针银录错铁长陈阳队阶随险双杂离难静响页须顺频顾"
    "馆马驻验鱼黄齐龙备传债伤仅价优偿储则刚创划励协参严围执学宁写宽专将寻导届层属岛师帐带帮几库厂废广"
    "汇后从态宪户扫采换损拥择担拟扩摄于时晋书东极构标样楼枢机检归残气没况测准沟灭满汉渐洁浓湾热营奖尽"
    "础礼税竞笔筹粮纠约纷练缘纵绘罗习圣脱临台与兴叶盖苏虚核训访注诊志谋丰负财贡贫货贴贸宾账赵迹践软辆"
    "辞运过进周迟迁遗郑厘钱链鉴阁陆阴隶虽云灵韩头养余驱丽龄讫赋赖销铺键鉴阵颗饮饭骗邻杀浅烟尔墙毕矫穷"
    "绪胁舱荐亏虫诈谣誉贩贪贺赏趋轨遥逻锁闪韵顿惊闹鲜鸟麦扰狱岭岳滩沈滨潍泸沪浑涞滦浏泽宝贤凤鹤鹏鹰盐"
    "碱兰莱莲蓟蒋萧卢庆杨荣乐桥台柜琼瓯禄祸窝篮纹纺扎绅绍绿综纲绵缓缔缝绕罚罢义聪脉脏"
)
# Half-width marks are read as full-width ones; the length stays, so that places in the text hold.
_MARKS = "(),:;!?０１２３４５６７８９．％\u3000\u00a0"
_PLAIN_MARKS = "（），：；！？0123456789.%  "
_PLAIN = str.maketrans(_MARKS + _TRADITIONAL, _PLAIN_MARKS + _SIMPLIFIED)
_NOT_PLAIN = re.compile(f"[{_MARKS}{_TRADITIONAL}]")


def plain(text: str) -> str:
    """Return a text with full-width marks, half-width digits, simplified characters, each at its place."""
    # Most paragraphs are plain already, and to look is ten times as fast as to translate.
    return text.translate(_PLAIN) if _NOT_PLAIN.search(text) else text


# Radicals that look like characters, without a common form in Unicode's own tables: each above its character.
_RADICALS = str.maketrans(
    "⺠⺟⺩⺫⺬⺮⻁⻄⻅⻆⻉⻋⻓⻔⻗⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻧⻨⻩⻪⻬⻮⻰⻱⻲⻳⺼⺝⺧⺶⺹⺈⺊⺌⺄⺁",
    "民母王目示竹虎西见角贝车长门雨青韦页风飞食马骨鬼鱼鸟卤麦黄黾齐齿龙龟龟龟肉月牛羊老刀卜小乙厂",
)
_HYPHENS = str.maketrans("\u2010\u2011\u2012\ufe63\uff0d", "-----")
# Kangxi radicals and those above, compatibility ideographs, hyphens of typesetters; format characters and
# soft hyphens, which nobody sees; private use, such as the bullets of symbol fonts. Fillers and variation
# selectors are letters and marks to Unicode, and shown by nothing.
_FILLERS = "\u034f\u115f\u1160\u3164\uffa0"
_UNUSUAL = re.compile(
    "[\u2e80-\u2fdf\uf900-\ufaff\U0002f800-\U0002fa1f\u2010-\u2012\ufe63"
    "\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f"
    f"\ue000-\uf8ff\U000f0000-\U0010ffff\ufe00-\ufe0f\U000e0100-\U000e01ef{_FILLERS}]"
)
_GONE = ("Cf", "Co", "Cn")


def unusual(text: str) -> str:
    """Return the characters of a text that :func:`usual` replaces or takes out, as they stand in it."""
    return "" if text.isascii() else "".join(_UNUSUAL.findall(text))


def usual(text: str) -> str:
    """Return a text in common characters, without what is not seen.

    >>> usual("⼀、⻓期⾏政\u00ad许可\uf06c‑3")
    '一、长期行政许可-3'
    """
    if text.isascii() or not _UNUSUAL.search(text):
        return text
    return _UNUSUAL.sub(lambda found: _usual(found[0]), text)


def _usual(character: str) -> str:
    is_selector = "VARIATION SELECTOR" in unicodedata.name(character, "")
    if unicodedata.category(character) in _GONE or character in _FILLERS or is_selector:
        return ""
    return unicodedata.normalize("NFKC", character.translate(_RADICALS).translate(_HYPHENS))
