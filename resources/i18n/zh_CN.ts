<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
  <context>
    <name />
    <message>
      <source>A character of this number is wrong. Compare it with the paper.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>A protected record cannot be opened: it was changed outside this program or belongs elsewhere. Do not use it; tell the administrator.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>There is an invisible character ({code}) in this text. Type it again.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>There is no such day. Compare year, month and day.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>This is no number of ours. Scan the barcode or compare it with the paper.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>This text is {n} characters long; {limit} is the most that fits. Shorten it.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Type the date as year, month, day: 2016-12-15.</source>
      <translation type="unfinished" />
    </message>
  </context>
</TS>
