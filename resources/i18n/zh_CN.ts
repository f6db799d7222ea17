<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
  <context>
    <name />
    <message>
      <source>, </source>
      <translation>、</translation>
    </message>
    <message>
      <source>--password-fd names no open file descriptor.</source>
      <translation>--password-fd 指定的文件描述符未打开。</translation>
    </message>
    <message>
      <source>1 What the service needs</source>
      <translation>① 办理本业务所必需</translation>
    </message>
    <message>
      <source>12 characters or more</source>
      <translation>至少 12 个字符</translation>
    </message>
    <message>
      <source>12 characters or more. A sentence that only you know is easy to remember.</source>
      <translation>至少 12 个字符。用一句只有您自己知道的话，最好记。</translation>
    </message>
    <message>
      <source>14 days at most</source>
      <translation>最长 14 天</translation>
    </message>
    <message>
      <source>15-digit numbers are no longer valid. Ask for the present card with 18 digits.</source>
      <translation>15 位号码已停用，请客户出示 18 位号码的现行证件。</translation>
    </message>
    <message>
      <source>18 characters</source>
      <translation>18 位</translation>
    </message>
    <message>
      <source>2 Separate consent, line by line</source>
      <translation>② 敏感信息单独同意</translation>
    </message>
    <message>
      <source>3 As you like; refusing blocks nothing</source>
      <translation>③ 可选，拒绝不影响办理</translation>
    </message>
    <message>
      <source>3 to 12 letters or digits</source>
      <translation>3 至 12 位字母或数字</translation>
    </message>
    <message>
      <source>4 letters or digits; begins every number</source>
      <translation>4 位字母或数字，作为各类编号的开头</translation>
    </message>
    <message>
      <source>; </source>
      <translation>；</translation>
    </message>
    <message>
      <source>A Chinese name has no spaces. Take them out.</source>
      <translation>中文姓名不含空格，请删去。</translation>
    </message>
    <message>
      <source>A PIN for today</source>
      <translation>今日解锁码</translation>
    </message>
    <message>
      <source>A backup is restored into an empty data folder only. Choose another one.</source>
      <translation>备份只能恢复到空的数据文件夹，请另选。</translation>
    </message>
    <message>
      <source>A bank debits only where the customer agrees to the use of the bank account. Ask the customer.</source>
      <translation>银行托收须经客户同意使用其银行账户信息，请征询客户。</translation>
    </message>
    <message>
      <source>A bill covers at least one month.</source>
      <translation>账期至少为一个月。</translation>
    </message>
    <message>
      <source>A business or group customer shows the document of its unit.</source>
      <translation>单位和集团客户须出示单位证件。</translation>
    </message>
    <message>
      <source>A captured document cannot be opened any more. Capture it again.</source>
      <translation>采集的证件已无法打开，请重新采集。</translation>
    </message>
    <message>
      <source>A card that is typed and not captured needs a supervisor's permit.</source>
      <translation>证件未读取、未拍摄而手工录入的，须经值班主管许可。</translation>
    </message>
    <message>
      <source>A change of administrators that was made is not there.</source>
      <translation>一项已作出的管理员变更缺失。</translation>
    </message>
    <message>
      <source>A change takes effect today or later.</source>
      <translation>变更的生效日期不能早于今天。</translation>
    </message>
    <message>
      <source>A character of this number is wrong. Compare it with the paper.</source>
      <translation>编号有一位错误，请与纸质单据核对。</translation>
    </message>
    <message>
      <source>A class key that set-up made is not there.</source>
      <translation>开厅时设置的密钥缺失。</translation>
    </message>
    <message>
      <source>A clock is asked about when no record was made for</source>
      <translation>台席多久没有新记录须核对时间</translation>
    </message>
    <message>
      <source>A code was sent just now. Wait a minute before you send another one.</source>
      <translation>验证码刚刚发送，请一分钟后再发。</translation>
    </message>
    <message>
      <source>A code was sent to your phone. It is good for five minutes.</source>
      <translation>验证码已发送到您的手机，五分钟内有效。</translation>
    </message>
    <message>
      <source>A customer has a name.</source>
      <translation>客户须有姓名。</translation>
    </message>
    <message>
      <source>A customer has a phone, or a second contact if there is no mobile.</source>
      <translation>客户须有电话；无手机的须有备用联系人。</translation>
    </message>
    <message>
      <source>A customer of the same name and phone exists. Compare them, then say whether it is another person.</source>
      <translation>已有同名同号码的客户，请比对后确认是否为另一人。</translation>
    </message>
    <message>
      <source>A customer of {hall}. This look is on record.</source>
      <translation>客户属于{hall}，本次查看已留痕。</translation>
    </message>
    <message>
      <source>A document is seen.</source>
      <translation>已找到证件。</translation>
    </message>
    <message>
      <source>A group of people who may have the same name; how common it is can hint at the name.</source>
      <translation>可能同名的一批人；常见程度可能暗示姓名。</translation>
    </message>
    <message>
      <source>A group of people who may share a birthday; the year is not in it.</source>
      <translation>可能同月同日出生的一批人，不含年份。</translation>
    </message>
    <message>
      <source>A group of people whose last four may be the same; several endings share a token.</source>
      <translation>后四位可能相同的一批人；多个尾号共用一个索引值。</translation>
    </message>
    <message>
      <source>A group of people whose names may sound the same.</source>
      <translation>姓名读音可能相同的一批人。</translation>
    </message>
    <message>
      <source>A group of people whose second contacts' phones may end alike; several endings share a token.</source>
      <translation>备用联系人电话后四位可能相同的一批人；多个尾号共用一个索引值。</translation>
    </message>
    <message>
      <source>A hall itself cannot be deleted for good.</source>
      <translation>营业厅本身不能被彻底删除。</translation>
    </message>
    <message>
      <source>A hall, one person of each post, 200 invented customers, six weeks of history.</source>
      <translation>一间营业厅、每个岗位一人、200 位虚构客户、六周业务记录。</translation>
    </message>
    <message>
      <source>A key that was given to this person is not there.</source>
      <translation>已交给该人员的一把密钥不见了。</translation>
    </message>
    <message>
      <source>A large group of people whose initials may be the same.</source>
      <translation>拼音首字母可能相同的一大批人。</translation>
    </message>
    <message>
      <source>A middle dot stands between two parts of a name. Check the dots.</source>
      <translation>间隔号应在姓名两部分之间，请核对。</translation>
    </message>
    <message>
      <source>A minor has a guardian.</source>
      <translation>未成年人须有监护人。</translation>
    </message>
    <message>
      <source>A mobile number begins with 1, a landline with its area code, such as 010.</source>
      <translation>手机号以 1 开头，固定电话请先填区号，如 010。</translation>
    </message>
    <message>
      <source>A name has at most {limit} characters; this one has {n}. Check it.</source>
      <translation>姓名最多 {limit} 个字，现有 {n} 个，请核对。</translation>
    </message>
    <message>
      <source>A name has no digits. Type it as on the document.</source>
      <translation>姓名不含数字，请按证件填写。</translation>
    </message>
    <message>
      <source>A natural person is recorded here. Choose a person's document.</source>
      <translation>此处须登记自然人，请选择个人证件。</translation>
    </message>
    <message>
      <source>A parameter always holds. Change its value instead.</source>
      <translation>参数始终有效，不能停用；请修改参数值。</translation>
    </message>
    <message>
      <source>A part of the recovery key is gone: the two recovery sheets that open it are of no use.</source>
      <translation>恢复密钥的一份已丢失：能打开它的那两张恢复单已无用。</translation>
    </message>
    <message>
      <source>A password or code is missing. Type it, or give it a line with --password-fd.</source>
      <translation>缺少密码或恢复码。请输入，或用 --password-fd 逐行提供。</translation>
    </message>
    <message>
      <source>A person holds at most this many telephone cards.</source>
      <translation>每人名下电话卡的最多张数。</translation>
    </message>
    <message>
      <source>A phone number has digits only, 11 for a mobile phone.</source>
      <translation>电话号码只有数字，手机号为 11 位。</translation>
    </message>
    <message>
      <source>A picture is still being read. Try again in a moment.</source>
      <translation>还有影像正在识别，请稍候再试。</translation>
    </message>
    <message>
      <source>A policy changes from today on or later. Type today or a later day.</source>
      <translation>政策只能从今天或以后的日期起生效，请填写今天或更晚的日期。</translation>
    </message>
    <message>
      <source>A power of attorney, a proof of guardianship, a seal on a copy.</source>
      <translation>如授权委托书、监护关系证明、加盖公章的复印件。</translation>
    </message>
    <message>
      <source>A product here needs the ID card read by a reader</source>
      <translation>所选产品须用读卡器读取身份证</translation>
    </message>
    <message>
      <source>A product needs a code and a name.</source>
      <translation>产品须有编码和名称。</translation>
    </message>
    <message>
      <source>A protected record cannot be opened: it was changed outside this program, or it belongs elsewhere. Do not use it; tell the administrator.</source>
      <translation>一条受保护的记录无法打开：它在本程序之外被改动过，或不属于此处。请勿使用，并告知管理员。</translation>
    </message>
    <message>
      <source>A receipt number has up to 30 letters, digits and dashes. Type what is printed on it.</source>
      <translation>票据号只能是字母、数字和短横线，不超过 30 位。请照票据填写。</translation>
    </message>
    <message>
      <source>A recovery code has {wanted} characters; {given} were typed.</source>
      <translation>恢复码共 {wanted} 个字符，已输入 {given} 个。</translation>
    </message>
    <message>
      <source>A refused operation wrote something.</source>
      <translation>被拒绝的操作写入了数据。</translation>
    </message>
    <message>
      <source>A registration adds a user. For a transfer, or to cancel the previous user, open the customer who is served there.</source>
      <translation>开户只新增用户。办理过户或前住户销户，请先打开该地址的现有客户。</translation>
    </message>
    <message>
      <source>A request of yours came back. Look at My requests.</source>
      <translation>您有申请被退回或资料已变动，请查看“我的申请”。</translation>
    </message>
    <message>
      <source>A reset needs a photo of the customer compared with the document. Take it first.</source>
      <translation>重置密码须拍摄客户现场照片并与证件比对，请先拍照比对。</translation>
    </message>
    <message>
      <source>A residence permit's number begins with 810000, 820000 or 830000. Compare it.</source>
      <translation>居住证号码以 810000、820000 或 830000 开头，请核对。</translation>
    </message>
    <message>
      <source>A scan came. Press the document at the top that is meant.</source>
      <translation>有新的扫描件。请在上方点选要用的证件。</translation>
    </message>
    <message>
      <source>A serial number has 4 to 32 letters and digits. Scan it again.</source>
      <translation>序列号为 4 至 32 位字母和数字，请重新扫描。</translation>
    </message>
    <message>
      <source>A service in use cannot be given without it. It is withdrawn when that service ends.</source>
      <translation>在用业务离不开此项同意，该业务终止后方可撤回。</translation>
    </message>
    <message>
      <source>A sign-in found this, and nobody entitled is known to have made it. No administrator was told yet.</source>
      <translation>签到时发现此项，无从证明是有权人员所设；尚未告知管理员。</translation>
    </message>
    <message>
      <source>A staff number has 3 to 12 letters or digits, such as 1001.</source>
      <translation>工号为 3 至 12 位字母或数字，如 1001。</translation>
    </message>
    <message>
      <source>A subscription has exactly one owner.</source>
      <translation>一个用户只有一个户主。</translation>
    </message>
    <message>
      <source>A subscription has exactly one owner. Use transfer to change the owner.</source>
      <translation>一个用户只有一个户主，更换户主请办理过户。</translation>
    </message>
    <message>
      <source>A supervisor approves it, then it is done.</source>
      <translation>值班主管审批后办理。</translation>
    </message>
    <message>
      <source>A supervisor decided</source>
      <translation>值班主管已认定</translation>
    </message>
    <message>
      <source>A supervisor decides here</source>
      <translation>现场审批</translation>
    </message>
    <message>
      <source>A supervisor decides this. The record changes when it is approved.</source>
      <translation>此项须主管审批，通过后才会变更资料。</translation>
    </message>
    <message>
      <source>A supervisor permits it</source>
      <translation>主管授权</translation>
    </message>
    <message>
      <source>A supervisor permitted that the card is typed, once.</source>
      <translation>主管已授权本次手工录入。</translation>
    </message>
    <message>
      <source>A transfer begins with the present customer. Search for that customer; nobody is registered here for it.</source>
      <translation>过户从现客户开始办理：请先查询该客户，不在此处开户。</translation>
    </message>
    <message>
      <source>A unified social credit code has 18 digits and letters. Compare it.</source>
      <translation>统一社会信用代码为 18 位数字和字母，请核对。</translation>
    </message>
    <message>
      <source>A unit acts through a handler.</source>
      <translation>单位由经办人办理。</translation>
    </message>
    <message>
      <source>A unit names the person who uses each telephone. Add the user.</source>
      <translation>单位的每部电话须登记使用人，请补充。</translation>
    </message>
    <message>
      <source>A used permit was changed: it is for one use.</source>
      <translation>已使用的授权被改动：授权只能使用一次。</translation>
    </message>
    <message>
      <source>A virtual card needs no document. It takes video on demand and recharge only.</source>
      <translation>虚拟卡客户不需要证件，只能办理点播和充值。</translation>
    </message>
    <message>
      <source>A virtual card takes video on demand and recharge only.</source>
      <translation>虚拟卡只能办理点播和充值。</translation>
    </message>
    <message>
      <source>A virtual card takes video on demand and recharge only. Register the customer with a document for this product.</source>
      <translation>虚拟卡客户只能办理点播和充值；办理此产品请凭证件登记。</translation>
    </message>
    <message>
      <source>Abandon this form…</source>
      <translation>放弃本笔…</translation>
    </message>
    <message>
      <source>About this hall</source>
      <translation>本厅信息</translation>
    </message>
    <message>
      <source>Above the two lines of letters something else is printed. Compare both.</source>
      <translation>与机读区上方印刷的内容不一致，请核对。</translation>
    </message>
    <message>
      <source>Accept and sign</source>
      <translation>接受并签名</translation>
    </message>
    <message>
      <source>Acceptance withdrawn</source>
      <translation>退受理</translation>
    </message>
    <message>
      <source>Account and owner</source>
      <translation>帐户与户主</translation>
    </message>
    <message>
      <source>Account manager</source>
      <translation>客户经理</translation>
    </message>
    <message>
      <source>Active</source>
      <translation>在网</translation>
    </message>
    <message>
      <source>Active users at this address: {n}</source>
      <translation>该地址在网用户：{n}</translation>
    </message>
    <message>
      <source>Add a discount</source>
      <translation>添加优惠身份</translation>
    </message>
    <message>
      <source>Add a member</source>
      <translation>添加成员</translation>
    </message>
    <message>
      <source>Add a picture…</source>
      <translation>添加图片…</translation>
    </message>
    <message>
      <source>Add the handler: the person who acts for the unit, with document and phone.</source>
      <translation>请登记经办人的证件和电话。</translation>
    </message>
    <message>
      <source>Add the unit with its business licence or other document.</source>
      <translation>请登记单位及其营业执照或其他证件。</translation>
    </message>
    <message>
      <source>Additional user</source>
      <translation>增户</translation>
    </message>
    <message>
      <source>Address</source>
      <translation>住址</translation>
    </message>
    <message>
      <source>Address of the hall</source>
      <translation>营业厅地址</translation>
    </message>
    <message>
      <source>Address of the unit</source>
      <translation>单位地址</translation>
    </message>
    <message>
      <source>Address on the document</source>
      <translation>证件住址</translation>
    </message>
    <message>
      <source>Address on the document, to find the same address again</source>
      <translation>证件地址，用于查找同一地址</translation>
    </message>
    <message>
      <source>Addresses found</source>
      <translation>查到的地址</translation>
    </message>
    <message>
      <source>Administration</source>
      <translation>系统管理</translation>
    </message>
    <message>
      <source>Administrator</source>
      <translation>系统管理员</translation>
    </message>
    <message>
      <source>Adult</source>
      <translation>成年人</translation>
    </message>
    <message>
      <source>After</source>
      <translation>变更后</translation>
    </message>
    <message>
      <source>Age band and sex</source>
      <translation>年龄段、性别</translation>
    </message>
    <message>
      <source>Agency</source>
      <translation>代理网点</translation>
    </message>
    <message>
      <source>Agent</source>
      <translation>代办人</translation>
    </message>
    <message>
      <source>Agree</source>
      <translation>同意</translation>
    </message>
    <message>
      <source>Agreed to</source>
      <translation>同意</translation>
    </message>
    <message>
      <source>Agreements</source>
      <translation>服务协议</translation>
    </message>
    <message>
      <source>Agreements: {printer}</source>
      <translation>协议：{printer}</translation>
    </message>
    <message>
      <source>Agrees with the number</source>
      <translation>与证件号一致</translation>
    </message>
    <message>
      <source>Agrees with what is printed above</source>
      <translation>与上方印刷内容一致</translation>
    </message>
    <message>
      <source>All data of the child</source>
      <translation>未成年人的全部信息</translation>
    </message>
    <message>
      <source>All files (*)</source>
      <translation>所有文件 (*)</translation>
    </message>
    <message>
      <source>Almost exactly how many people have names that sound the same; a common one can be guessed.</source>
      <translation>几乎能看出姓名读音相同的人有多少；常见的读音可能被猜出。</translation>
    </message>
    <message>
      <source>Almost exactly how many people have the same name; how common it is can hint at the name.</source>
      <translation>几乎能看出同名的人有多少；常见程度可能暗示是哪个姓名。</translation>
    </message>
    <message>
      <source>Amounts</source>
      <translation>金额</translation>
    </message>
    <message>
      <source>Amounts and months cannot be negative.</source>
      <translation>金额和月数不能为负。</translation>
    </message>
    <message>
      <source>An administrator releases the database together with a supervisor of this hall; an auditor can do it alone.</source>
      <translation>系统管理员须与本厅值班主管一起放行数据库；稽核员可以单独放行。</translation>
    </message>
    <message>
      <source>An agent acts for the holder</source>
      <translation>代办人办理</translation>
    </message>
    <message>
      <source>An agent asks</source>
      <translation>代办人办理</translation>
    </message>
    <message>
      <source>An agent cannot agree to these for the holder: choose refuse, or leave them open.</source>
      <translation>代办人不能代客户同意以下各项：请选“不同意”，或留空。</translation>
    </message>
    <message>
      <source>An agent cannot agree to this for the holder. Choose refuse.</source>
      <translation>代办人不能代客户同意此项，请选不同意。</translation>
    </message>
    <message>
      <source>An agent cannot agree to this for the holder. The holder comes.</source>
      <translation>代办人不能代客户同意此项，须由客户本人办理。</translation>
    </message>
    <message>
      <source>An amount or a number of months is too large. Check the digits.</source>
      <translation>金额或月数过大，请核对数字。</translation>
    </message>
    <message>
      <source>An approval policy says what none may say, or two of one kind hold on the same day.</source>
      <translation>审批政策含有不允许的内容，或同一类业务同一天有两条政策。</translation>
    </message>
    <message>
      <source>An e-mail address looks like name@example.com.</source>
      <translation>电子邮箱的格式如 name@example.com。</translation>
    </message>
    <message>
      <source>An edge is cut off. Lay the whole card into the picture.</source>
      <translation>证件边缘不完整，请把整张证件放入画面。</translation>
    </message>
    <message>
      <source>An event that changes nothing, such as a sign-in, wrote something.</source>
      <translation>登录之类不改变数据的事件写入了数据。</translation>
    </message>
    <message>
      <source>An installation is {n} days late. Ask the installers.</source>
      <translation>装机已超期 {n} 天，请催办。</translation>
    </message>
    <message>
      <source>An older connection profile was put in the place of the newest one.</source>
      <translation>连接配置文件被换成了较旧的一份。</translation>
    </message>
    <message>
      <source>An older database is in place</source>
      <translation>当前是一份较旧的数据库</translation>
    </message>
    <message>
      <source>An older database is in place. You can look, and nothing can be saved.</source>
      <translation>当前是一份较旧的数据库。可以查看，不能保存。</translation>
    </message>
    <message>
      <source>An operation of this kind does not change this part of a record.</source>
      <translation>这种操作不会改动记录的这一部分。</translation>
    </message>
    <message>
      <source>An operation of this kind writes no such record.</source>
      <translation>这种操作不会写入此类记录。</translation>
    </message>
    <message>
      <source>Another document is being taken. The one before still lies on the documents tab.</source>
      <translation>正在采集另一份证件。原证件仍保留在证件采集页。</translation>
    </message>
    <message>
      <source>Another document was read. It lies beside this one, at the top.</source>
      <translation>又识别了一份证件，已放在上方，与当前证件并列。</translation>
    </message>
    <message>
      <source>Another form is in front now. The document still lies on the documents tab; use it there for the form that needs it.</source>
      <translation>当前已是另一张表单。证件仍在证件采集页，请在那里用于需要它的表单。</translation>
    </message>
    <message>
      <source>Another person</source>
      <translation>不是同一人</translation>
    </message>
    <message>
      <source>Another person cannot be served with this document; only a supervisor decides otherwise.</source>
      <translation>人证不一致不能办理，只能由值班主管认定。</translation>
    </message>
    <message>
      <source>Answer</source>
      <translation>回答</translation>
    </message>
    <message>
      <source>Answer the question</source>
      <translation>去回答</translation>
    </message>
    <message>
      <source>Any two of the three sheets open this hall again when every administrator is gone. Give each to another person, on paper; they are not shown again.</source>
      <translation>所有管理员都无法登录时，凭三张恢复单中的任意两张可重新打开本厅数据。请以纸质分交三人保管，离开本页后不再显示。</translation>
    </message>
    <message>
      <source>Appearance</source>
      <translation>外观</translation>
    </message>
    <message>
      <source>Application form and slip</source>
      <translation>变更申请表和受理单</translation>
    </message>
    <message>
      <source>Approval</source>
      <translation>审批</translation>
    </message>
    <message>
      <source>Approval policies</source>
      <translation>审批政策</translation>
    </message>
    <message>
      <source>Approvals</source>
      <translation>审批</translation>
    </message>
    <message>
      <source>Approve Ctrl+Enter</source>
      <translation>通过 Ctrl+Enter</translation>
    </message>
    <message>
      <source>Approve, reject or return what a colleague asked for; never the own request.</source>
      <translation>对同事的申请通过、驳回或退回补正；不能审批自己的申请。</translation>
    </message>
    <message>
      <source>Approved</source>
      <translation>已通过</translation>
    </message>
    <message>
      <source>Approved first</source>
      <translation>先审批后办理</translation>
    </message>
    <message>
      <source>Approved first where</source>
      <translation>以下情形先审批后办理</translation>
    </message>
    <message>
      <source>Archived</source>
      <translation>归档</translation>
    </message>
    <message>
      <source>Area code</source>
      <translation>区域码</translation>
    </message>
    <message>
      <source>Armed police ID</source>
      <translation>武警身份证件</translation>
    </message>
    <message>
      <source>Arrears</source>
      <translation>欠费</translation>
    </message>
    <message>
      <source>Arrears and what the contract names are settled first.</source>
      <translation>欠费和合约约定的费用须先结清。</translation>
    </message>
    <message>
      <source>As on the document</source>
      <translation>与证件一致</translation>
    </message>
    <message>
      <source>As printed on it</source>
      <translation>按收据填写</translation>
    </message>
    <message>
      <source>As the system</source>
      <translation>跟随系统</translation>
    </message>
    <message>
      <source>Ask again</source>
      <translation>再查一次结果</translation>
    </message>
    <message>
      <source>Ask anew</source>
      <translation>改正</translation>
    </message>
    <message>
      <source>Ask another administrator to do this for you.</source>
      <translation>请由另一位系统管理员办理。</translation>
    </message>
    <message>
      <source>Ask for approval Ctrl+Enter</source>
      <translation>提交审批 Ctrl+Enter</translation>
    </message>
    <message>
      <source>Ask the customer: agree or refuse.</source>
      <translation>请询问客户：同意或不同意。</translation>
    </message>
    <message>
      <source>Ask the customer: agree or refuse. Refusing blocks nothing.</source>
      <translation>请询问客户：同意或不同意；不同意不影响办理。</translation>
    </message>
    <message>
      <source>Ask who worked at this counter then. A supervisor or the administrator confirms the time, if the clock was wrong; otherwise tell the auditor.</source>
      <translation>请查明当时在本台席工作的人。若是时钟有误，由值班主管或系统管理员确认时间；否则请告知稽核员。</translation>
    </message>
    <message>
      <source>Asked by</source>
      <translation>申请人</translation>
    </message>
    <message>
      <source>Asked by: {who} · {how} · takes effect on {day} · {n} pictures attached</source>
      <translation>办理人：{who} · {how} · {day} 生效 · 附件 {n} 份</translation>
    </message>
    <message>
      <source>Asked for anew</source>
      <translation>已重新申请</translation>
    </message>
    <message>
      <source>Asking …</source>
      <translation>正在提交…</translation>
    </message>
    <message>
      <source>At most {amount} of this fee can be paid back. Look at the earlier slips.</source>
      <translation>该费用最多可退{amount}，请核对以前的受理单。</translation>
    </message>
    <message>
      <source>At most {limit} characters fit here.</source>
      <translation>最多填写 {limit} 个字。</translation>
    </message>
    <message>
      <source>At most {limit} lines fit into one form. Take some out.</source>
      <translation>一张表单最多 {limit} 行，请减少。</translation>
    </message>
    <message>
      <source>At most {limit} pictures fit one business. Take some out.</source>
      <translation>一笔业务最多留存 {limit} 张影像，请去掉一些。</translation>
    </message>
    <message>
      <source>At the foot of the slip, such as 1234-AB12CD34</source>
      <translation>印在受理单页脚，例如 1234-AB12CD34</translation>
    </message>
    <message>
      <source>At this event the person's sealed keys and password were not those that the event before had left: somebody put other ones in their place.</source>
      <translation>发生此事件时，该人员的加密密钥与密码不是上一事件留下的那一份：有人换成了别的。</translation>
    </message>
    <message>
      <source>At work</source>
      <translation>在岗</translation>
    </message>
    <message>
      <source>Attached picture</source>
      <translation>附件</translation>
    </message>
    <message>
      <source>Attached pictures</source>
      <translation>查看附件</translation>
    </message>
    <message>
      <source>Attached pictures {n}</source>
      <translation>查看附件 {n}</translation>
    </message>
    <message>
      <source>Auditor</source>
      <translation>稽核员</translation>
    </message>
    <message>
      <source>Authenticate the customer first: with the document or the service password.</source>
      <translation>请先对客户鉴权：证件或客户密码。</translation>
    </message>
    <message>
      <source>Authenticate the customer first: with the document, the service password or an SMS code.</source>
      <translation>请先对客户鉴权：证件、客户密码或短信验证码。</translation>
    </message>
    <message>
      <source>Authenticate with this card</source>
      <translation>凭此证件鉴权</translation>
    </message>
    <message>
      <source>Authenticate: {way}</source>
      <translation>鉴权：{way}</translation>
    </message>
    <message>
      <source>Authenticated · {way} {time}</source>
      <translation>已鉴权 · {way} {time}</translation>
    </message>
    <message>
      <source>Authentication</source>
      <translation>鉴权</translation>
    </message>
    <message>
      <source>Authentication, at least</source>
      <translation>最低鉴权方式</translation>
    </message>
    <message>
      <source>Authority is delegated for {most} days at most. Choose an earlier end.</source>
      <translation>一次授权最长 {most} 天，请选择更早的结束时间。</translation>
    </message>
    <message>
      <source>Authority was delegated to oneself, for longer than it may be, or from a time that was past.</source>
      <translation>授权给了本人、超过了最长期限，或开始时间早于授权时间。</translation>
    </message>
    <message>
      <source>Back</source>
      <translation>退格</translation>
    </message>
    <message>
      <source>Back to sign-in</source>
      <translation>返回登录</translation>
    </message>
    <message>
      <source>Backup</source>
      <translation>备份</translation>
    </message>
    <message>
      <source>Backups (*{suffix})</source>
      <translation>备份文件 (*{suffix})</translation>
    </message>
    <message>
      <source>Bank account</source>
      <translation>银行账号</translation>
    </message>
    <message>
      <source>Bank debit</source>
      <translation>银行托收</translation>
    </message>
    <message>
      <source>Before</source>
      <translation>变更前</translation>
    </message>
    <message>
      <source>Before and after</source>
      <translation>变更前后对照</translation>
    </message>
    <message>
      <source>Before this event somebody had changed the structure of the database outside the program; what was done meanwhile may have left no trace. An administrator or auditor put it right here.</source>
      <translation>此事件之前，有人在本程序之外改动过数据库结构，其间的操作可能没有留痕。系统管理员或稽核员已在此处改正。</translation>
    </message>
    <message>
      <source>Begin</source>
      <translation>开始服务</translation>
    </message>
    <message>
      <source>Begins</source>
      <translation>开始</translation>
    </message>
    <message>
      <source>Being cancelled</source>
      <translation>待销户</translation>
    </message>
    <message>
      <source>Belongs to {name} · {code}</source>
      <translation>该证件已属于 {name} · {code}</translation>
    </message>
    <message>
      <source>Birth date</source>
      <translation>出生日期</translation>
    </message>
    <message>
      <source>Birth date, sex or country beside it says something else.</source>
      <translation>与旁边的出生日期、性别或国籍不一致。</translation>
    </message>
    <message>
      <source>Bits</source>
      <translation>位数</translation>
    </message>
    <message>
      <source>Booked</source>
      <translation>已预约</translation>
    </message>
    <message>
      <source>Booked changes</source>
      <translation>预约变更</translation>
    </message>
    <message>
      <source>Born</source>
      <translation>出生</translation>
    </message>
    <message>
      <source>Both are the same</source>
      <translation>两次一致</translation>
    </message>
    <message>
      <source>Broadband</source>
      <translation>宽带</translation>
    </message>
    <message>
      <source>Business</source>
      <translation>单位</translation>
    </message>
    <message>
      <source>Business and address</source>
      <translation>业务与装机地址</translation>
    </message>
    <message>
      <source>Business licence</source>
      <translation>营业执照</translation>
    </message>
    <message>
      <source>Businesses and consents</source>
      <translation>业务与同意记录</translation>
    </message>
    <message>
      <source>By law this is signed on paper, not on a screen.</source>
      <translation>依照法律，须在纸质材料上签字，不能电子签名。</translation>
    </message>
    <message>
      <source>By the policy in force this cannot be asked for by whoever came. The holder comes.</source>
      <translation>按现行审批政策，来办理的人不能申请此项，请本人到厅办理。</translation>
    </message>
    <message>
      <source>By the price list of the hall.</source>
      <translation>按营业厅公示的资费标准收取。</translation>
    </message>
    <message>
      <source>Cable TV</source>
      <translation>有线电视</translation>
    </message>
    <message>
      <source>Cable TV cut after arrears of</source>
      <translation>有线电视欠费停机期限</translation>
    </message>
    <message>
      <source>Came out well</source>
      <translation>完好</translation>
    </message>
    <message>
      <source>Camera</source>
      <translation>摄像头</translation>
    </message>
    <message>
      <source>Camera for documents</source>
      <translation>证件摄像头</translation>
    </message>
    <message>
      <source>Can be installed: {products}</source>
      <translation>可装：{products}</translation>
    </message>
    <message>
      <source>Cancel</source>
      <translation>取消</translation>
    </message>
    <message>
      <source>Cancel (Esc)</source>
      <translation>取消（Esc）</translation>
    </message>
    <message>
      <source>Cancel service</source>
      <translation>销户</translation>
    </message>
    <message>
      <source>Cancelled</source>
      <translation>已销户</translation>
    </message>
    <message>
      <source>Caps Lock is on</source>
      <translation>大写锁定已打开</translation>
    </message>
    <message>
      <source>Capture</source>
      <translation>采集</translation>
    </message>
    <message>
      <source>Capture or read the card, or let a supervisor permit that it is typed.</source>
      <translation>请读取或拍摄证件；确需手工录入的，请值班主管当场许可。</translation>
    </message>
    <message>
      <source>Card (POS)</source>
      <translation>刷卡(POS)</translation>
    </message>
    <message>
      <source>Card read</source>
      <translation>已读卡</translation>
    </message>
    <message>
      <source>Card with a damaged chip</source>
      <translation>芯片损坏的证件</translation>
    </message>
    <message>
      <source>Cash</source>
      <translation>现金</translation>
    </message>
    <message>
      <source>Certificate no.</source>
      <translation>证明编号</translation>
    </message>
    <message>
      <source>Change Ctrl+Enter</source>
      <translation>办理变更 Ctrl+Enter</translation>
    </message>
    <message>
      <source>Change a customer's data</source>
      <translation>变更客户资料</translation>
    </message>
    <message>
      <source>Change of account</source>
      <translation>帐户变更</translation>
    </message>
    <message>
      <source>Change of plan</source>
      <translation>套餐变更</translation>
    </message>
    <message>
      <source>Change rules and parameters</source>
      <translation>修改规则与参数</translation>
    </message>
    <message>
      <source>Change service password</source>
      <translation>修改客户密码</translation>
    </message>
    <message>
      <source>Change the approval policies</source>
      <translation>修改审批政策</translation>
    </message>
    <message>
      <source>Change the catalogue</source>
      <translation>维护产品目录</translation>
    </message>
    <message>
      <source>Change {amount}</source>
      <translation>找零 {amount}</translation>
    </message>
    <message>
      <source>Changed in the 24 hours before this request</source>
      <translation>申请前 24 小时内资料有过变更</translation>
    </message>
    <message>
      <source>Changed meanwhile</source>
      <translation>资料已变动</translation>
    </message>
    <message>
      <source>Changed meanwhile: {fields}. Compare and ask anew.</source>
      <translation>资料已变动：{fields}。请核对后重新申请。</translation>
    </message>
    <message>
      <source>Changed outside the program</source>
      <translation>在程序之外被改动</translation>
    </message>
    <message>
      <source>Changed since it was asked for: {fields}. It cannot be carried out; the colleague who asked has to ask anew.</source>
      <translation>申请后已被他人改动：{fields}。本申请不能执行，须由申请人重新申请。</translation>
    </message>
    <message>
      <source>Changed: order {n}</source>
      <translation>变更已办理：受理单 {n}</translation>
    </message>
    <message>
      <source>Changes</source>
      <translation>业务变更</translation>
    </message>
    <message>
      <source>Changes announced before</source>
      <translation>变更提前公告</translation>
    </message>
    <message>
      <source>Changes on {day}</source>
      <translation>{day} 起变更</translation>
    </message>
    <message>
      <source>Changes that were booked for today or before and are not done yet.</source>
      <translation>已预约到今天或更早、尚未办理的变更。</translation>
    </message>
    <message>
      <source>Changing …</source>
      <translation>正在办理…</translation>
    </message>
    <message>
      <source>Channel</source>
      <translation>来源渠道</translation>
    </message>
    <message>
      <source>Character {place} of the recovery code is not one that codes use. Compare it with the sheet.</source>
      <translation>恢复码的第 {place} 个字符不是恢复码所用的字符，请与恢复单核对。</translation>
    </message>
    <message>
      <source>Check</source>
      <translation>核对</translation>
    </message>
    <message>
      <source>Check a slip</source>
      <translation>核对受理单</translation>
    </message>
    <message>
      <source>Check again</source>
      <translation>重新检查</translation>
    </message>
    <message>
      <source>Check digit fits</source>
      <translation>校验通过</translation>
    </message>
    <message>
      <source>Check that no record or event was changed behind the program's back.</source>
      <translation>检查有没有绕过程序改动的资料或记录。</translation>
    </message>
    <message>
      <source>Check the slip, sign it and keep your copy.</source>
      <translation>核对业务受理单并签字，请保管好客户联。</translation>
    </message>
    <message>
      <source>Checked whenever a customer is saved, and printed on agreements, each with its source.</source>
      <translation>保存客户资料时逐条检查，并印在服务协议上；每条都注明依据。</translation>
    </message>
    <message>
      <source>Checking every row …</source>
      <translation>正在逐行检查…</translation>
    </message>
    <message>
      <source>Checks</source>
      <translation>核对结果</translation>
    </message>
    <message>
      <source>Child under 14</source>
      <translation>未满 14 周岁儿童</translation>
    </message>
    <message>
      <source>Child: child and guardian sign; the guardian consents for all data</source>
      <translation>8 至 13 周岁：本人与监护人签字，全部信息须监护人单独同意</translation>
    </message>
    <message>
      <source>Choose</source>
      <translation>请选择</translation>
    </message>
    <message>
      <source>Choose a business in the list.</source>
      <translation>请在列表中选择一项业务。</translation>
    </message>
    <message>
      <source>Choose a clerk of this hall who works here now.</source>
      <translation>请选择本厅在岗的营业员。</translation>
    </message>
    <message>
      <source>Choose a document of a unit, such as the business licence.</source>
      <translation>请选择单位证件，如营业执照。</translation>
    </message>
    <message>
      <source>Choose a paper in the list.</source>
      <translation>请在列表中选择单据。</translation>
    </message>
    <message>
      <source>Choose a password of your own to go on.</source>
      <translation>请先设置自己的密码。</translation>
    </message>
    <message>
      <source>Choose a password other than the one you were given.</source>
      <translation>请设置与初始密码不同的新密码。</translation>
    </message>
    <message>
      <source>Choose a person in the list to see what can be done.</source>
      <translation>在列表中选择一人，查看可办理的操作。</translation>
    </message>
    <message>
      <source>Choose a printer</source>
      <translation>请选择打印机</translation>
    </message>
    <message>
      <source>Choose a printer under 'Agreements' first, then print again.</source>
      <translation>请先在“协议与打印”中选择打印机，然后再打印。</translation>
    </message>
    <message>
      <source>Choose a printer, then print.</source>
      <translation>请先选择打印机，再打印。</translation>
    </message>
    <message>
      <source>Choose a product that is on sale.</source>
      <translation>请选择在售产品。</translation>
    </message>
    <message>
      <source>Choose a request in the list.</source>
      <translation>请在列表中选择一笔申请。</translation>
    </message>
    <message>
      <source>Choose a rule in the list.</source>
      <translation>请在列表中选择一条规则。</translation>
    </message>
    <message>
      <source>Choose agreed or refused, or withdrawn where it was agreed.</source>
      <translation>请选择“同意”或“不同意”；已同意的可选择“撤回”。</translation>
    </message>
    <message>
      <source>Choose another account of this customer that is not blocked, or a new one.</source>
      <translation>请选择该客户另一个正常状态的账户，或新开账户。</translation>
    </message>
    <message>
      <source>Choose another product of the same kind from the list.</source>
      <translation>请从列表中选择另一个同类产品。</translation>
    </message>
    <message>
      <source>Choose at least one of those who can ask for this.</source>
      <translation>请至少选择一类可以申请办理的人。</translation>
    </message>
    <message>
      <source>Choose at least one product.</source>
      <translation>请至少选择一个产品。</translation>
    </message>
    <message>
      <source>Choose at most {n} files at once.</source>
      <translation>一次最多选择 {n} 个文件。</translation>
    </message>
    <message>
      <source>Choose done at once, or 1 to {most} persons who look at it.</source>
      <translation>请选择当场办结，或 1 至 {most} 级审批。</translation>
    </message>
    <message>
      <source>Choose from the list.</source>
      <translation>请从列表中选择。</translation>
    </message>
    <message>
      <source>Choose male or female.</source>
      <translation>请选择男或女。</translation>
    </message>
    <message>
      <source>Choose one of the answers.</source>
      <translation>请选择其中一项。</translation>
    </message>
    <message>
      <source>Choose pictures of the document</source>
      <translation>选择证件图片</translation>
    </message>
    <message>
      <source>Choose six digits that nobody guesses: no birth date, no phone, no row of numbers.</source>
      <translation>请设置六位数字，勿用生日、电话号码或连续数字。</translation>
    </message>
    <message>
      <source>Choose the ID-card reader</source>
      <translation>选择读卡器</translation>
    </message>
    <message>
      <source>Choose the backup …</source>
      <translation>选择备份…</translation>
    </message>
    <message>
      <source>Choose the country that the document names, such as USA or KOR.</source>
      <translation>请选择证件上的国籍，如 USA、KOR。</translation>
    </message>
    <message>
      <source>Choose the installation address from the list.</source>
      <translation>请从列表中选择装机地址。</translation>
    </message>
    <message>
      <source>Choose the kind of document from the list.</source>
      <translation>请从列表中选择证件类型。</translation>
    </message>
    <message>
      <source>Choose the other printer, then print again.</source>
      <translation>请选择另一台打印机，然后打印。</translation>
    </message>
    <message>
      <source>Choose the person's role.</source>
      <translation>请选择岗位。</translation>
    </message>
    <message>
      <source>Choose the way of paying.</source>
      <translation>请选择支付方式。</translation>
    </message>
    <message>
      <source>Choose your own password</source>
      <translation>设置自己的密码</translation>
    </message>
    <message>
      <source>Choose…</source>
      <translation>选择…</translation>
    </message>
    <message>
      <source>Chosen delegation</source>
      <translation>所选授权</translation>
    </message>
    <message>
      <source>Clerk</source>
      <translation>营业员</translation>
    </message>
    <message>
      <source>Close</source>
      <translation>关闭</translation>
    </message>
    <message>
      <source>Close the message</source>
      <translation>关闭提示</translation>
    </message>
    <message>
      <source>Close the program</source>
      <translation>退出程序</translation>
    </message>
    <message>
      <source>Close this customer</source>
      <translation>关闭该客户</translation>
    </message>
    <message>
      <source>Code</source>
      <translation>代码</translation>
    </message>
    <message>
      <source>Code by text message</source>
      <translation>短信验证码</translation>
    </message>
    <message>
      <source>Code from the message</source>
      <translation>短信验证码</translation>
    </message>
    <message>
      <source>Code of another sheet</source>
      <translation>另一张恢复单的恢复码</translation>
    </message>
    <message>
      <source>Code of one sheet</source>
      <translation>一张恢复单的恢复码</translation>
    </message>
    <message>
      <source>Columns in clear</source>
      <translation>未加密的字段</translation>
    </message>
    <message>
      <source>Columns of the file: {columns}.</source>
      <translation>文件的列：{columns}。</translation>
    </message>
    <message>
      <source>Comes</source>
      <translation>未开始</translation>
    </message>
    <message>
      <source>Company</source>
      <translation>公司</translation>
    </message>
    <message>
      <source>Company (as registered)</source>
      <translation>公司名称（登记全称）</translation>
    </message>
    <message>
      <source>Compare every character with the picture; the name above all.</source>
      <translation>请与影像逐字核对，尤其是姓名。</translation>
    </message>
    <message>
      <source>Compare it with the document.</source>
      <translation>请与证件核对。</translation>
    </message>
    <message>
      <source>Compare the photo with the portrait on the document. Another person cannot be served with it; only a supervisor decides otherwise.</source>
      <translation>请将现场照片与证件照片比对。人证不一致的不能办理，只有值班主管可另行决定。</translation>
    </message>
    <message>
      <source>Compare the two</source>
      <translation>请比对</translation>
    </message>
    <message>
      <source>Compared: this is another person</source>
      <translation>已核对：不是同一人</translation>
    </message>
    <message>
      <source>Compares every event, signature, record and paper. Changes nothing; may take minutes.</source>
      <translation>核对操作记录链、签名、每份资料的每个版本以及留存的单据。不改动任何数据，可能需要数分钟。</translation>
    </message>
    <message>
      <source>Complaints answered within</source>
      <translation>投诉答复时限</translation>
    </message>
    <message>
      <source>Complete Ctrl+Enter</source>
      <translation>竣工 Ctrl+Enter</translation>
    </message>
    <message>
      <source>Completed business reversed</source>
      <translation>返销</translation>
    </message>
    <message>
      <source>Completing …</source>
      <translation>正在登记竣工…</translation>
    </message>
    <message>
      <source>Compliance</source>
      <translation>合规</translation>
    </message>
    <message>
      <source>Confirm and sign</source>
      <translation>确认签字</translation>
    </message>
    <message>
      <source>Confirm the time</source>
      <translation>确认时间</translation>
    </message>
    <message>
      <source>Consent</source>
      <translation>告知与同意</translation>
    </message>
    <message>
      <source>Consent and its withdrawal</source>
      <translation>同意与撤回同意</translation>
    </message>
    <message>
      <source>Consents</source>
      <translation>同意</translation>
    </message>
    <message>
      <source>Contact</source>
      <translation>联系人</translation>
    </message>
    <message>
      <source>Contact data</source>
      <translation>联系资料</translation>
    </message>
    <message>
      <source>Contract</source>
      <translation>合约期</translation>
    </message>
    <message>
      <source>Contract term</source>
      <translation>合约期</translation>
    </message>
    <message>
      <source>Copies</source>
      <translation>份数</translation>
    </message>
    <message>
      <source>Copy as text</source>
      <translation>复制为文本</translation>
    </message>
    <message>
      <source>Copy of the unit's document with its seal</source>
      <translation>加盖公章的单位证件复印件</translation>
    </message>
    <message>
      <source>Corner {n} of 4 at {x}, {y}</source>
      <translation>第 {n} 个角（共 4 个），位置 {x}，{y}</translation>
    </message>
    <message>
      <source>Counter number of this computer</source>
      <translation>本机台席号</translation>
    </message>
    <message>
      <source>Counter {counter} of {hall} is open in the window of another account of this computer, {account}. Nothing was opened here. Go on there, or close the program there and start again.</source>
      <translation>{hall} {counter} 号台席正由本机另一个帐户 {account} 的窗口使用，这里未打开任何内容。请到该帐户中继续办理，或先在那里关闭程序，再重新启动。</translation>
    </message>
    <message>
      <source>Counter {n}: records {first} to {last}</source>
      <translation>{n} 号台席：第 {first} 至 {last} 条记录</translation>
    </message>
    <message>
      <source>Counter {n}: records {first} to {last}; no key known here signed the newest, it may be forged</source>
      <translation>{n} 号台席：第 {first} 至 {last} 条记录（最新一条没有本厅认得的签名，可能是伪造的）</translation>
    </message>
    <message>
      <source>Country</source>
      <translation>国家</translation>
    </message>
    <message>
      <source>Customer</source>
      <translation>客户</translation>
    </message>
    <message>
      <source>Customer being served</source>
      <translation>正在服务的客户</translation>
    </message>
    <message>
      <source>Customer code</source>
      <translation>客户标识码</translation>
    </message>
    <message>
      <source>Customer codes, account, order and agreement numbers, devices: ours, not theirs.</source>
      <translation>客户标识码、帐户号、受理单号、协议号、设备号：都是本公司编号，不是客户的号码。</translation>
    </message>
    <message>
      <source>Customer data</source>
      <translation>客户资料</translation>
    </message>
    <message>
      <source>Customer service telephone</source>
      <translation>客服电话</translation>
    </message>
    <message>
      <source>Customer waits here</source>
      <translation>客户在场</translation>
    </message>
    <message>
      <source>Customer with a disability: document or service password; an SMS code only if the customer wishes it.</source>
      <translation>残障客户：请用证件或客户密码鉴权；客户愿意时才用短信验证码。</translation>
    </message>
    <message>
      <source>Customer {code}</source>
      <translation>客户 {code}</translation>
    </message>
    <message>
      <source>Customer, account, {n} subscriptions, the answers above and one order; all sealed</source>
      <translation>客户、帐户、{n} 个用户、以上同意事项和一笔订单，全部加密保存</translation>
    </message>
    <message>
      <source>Customers found</source>
      <translation>找到的客户</translation>
    </message>
    <message>
      <source>Customers with this surname or these initials, those served last first. For one of them type the full pinyin or all initials, such as wjj.</source>
      <translation>此姓氏或首字母的客户，最近接待的在前。输入全名拼音或全部首字母（如 wjj）可缩小范围。</translation>
    </message>
    <message>
      <source>Dark</source>
      <translation>深色</translation>
    </message>
    <message>
      <source>Data: a file on this computer</source>
      <translation>数据：本机文件</translation>
    </message>
    <message>
      <source>Data: on the server</source>
      <translation>数据：服务器</translation>
    </message>
    <message>
      <source>Date of birth</source>
      <translation>出生日期</translation>
    </message>
    <message>
      <source>Death certificate</source>
      <translation>死亡证明</translation>
    </message>
    <message>
      <source>Decide requests</source>
      <translation>审批申请</translation>
    </message>
    <message>
      <source>Decide whose it is</source>
      <translation>选择证件用途</translation>
    </message>
    <message>
      <source>Decided</source>
      <translation>审批结果</translation>
    </message>
    <message>
      <source>Decided within {hours} hours.</source>
      <translation>{hours} 小时内审批。</translation>
    </message>
    <message>
      <source>Decides</source>
      <translation>决策人</translation>
    </message>
    <message>
      <source>Declares to live on own income (16 and 17 years)</source>
      <translation>声明以自己的劳动收入为主要生活来源（16、17 岁）</translation>
    </message>
    <message>
      <source>Default</source>
      <translation>默认</translation>
    </message>
    <message>
      <source>Delegate</source>
      <translation>新增授权</translation>
    </message>
    <message>
      <source>Delegate Ctrl+Enter</source>
      <translation>授权 Ctrl+Enter</translation>
    </message>
    <message>
      <source>Delegate authority</source>
      <translation>授权</translation>
    </message>
    <message>
      <source>Delegated. You can take it back at any time.</source>
      <translation>已授权，可随时收回。</translation>
    </message>
    <message>
      <source>Delegation</source>
      <translation>授权</translation>
    </message>
    <message>
      <source>Deposit</source>
      <translation>押金</translation>
    </message>
    <message>
      <source>Deposit {amount}: paid back against the slip</source>
      <translation>押金 {amount}，退还时凭单据</translation>
    </message>
    <message>
      <source>Desk</source>
      <translation>工作台</translation>
    </message>
    <message>
      <source>Device serial no.</source>
      <translation>设备序列号</translation>
    </message>
    <message>
      <source>Devices</source>
      <translation>设备</translation>
    </message>
    <message>
      <source>Devices of this computer</source>
      <translation>本机设备</translation>
    </message>
    <message>
      <source>Devices to be returned</source>
      <translation>应退还的设备</translation>
    </message>
    <message>
      <source>Digests of the search tokens of this person or unit are missing.</source>
      <translation>此人或单位的查询索引值摘要有缺失。</translation>
    </message>
    <message>
      <source>Disability</source>
      <translation>残疾</translation>
    </message>
    <message>
      <source>Discard this form</source>
      <translation>放弃本笔</translation>
    </message>
    <message>
      <source>Discount</source>
      <translation>优惠身份</translation>
    </message>
    <message>
      <source>District</source>
      <translation>区县</translation>
    </message>
    <message>
      <source>Do not book on the account that is named. The auditor compares its postings with the newest good backup.</source>
      <translation>请勿在所列账户上记账。由稽核员将其分录与最近一份完好的备份核对。</translation>
    </message>
    <message>
      <source>Do not hand out or rely on this paper or image. Use the printed and signed one; the stored one is in the newest good backup.</source>
      <translation>请勿交付或采信这份单据或图像。请以已打印签字的为准；存档件可在最近一份完好的备份中找到。</translation>
    </message>
    <message>
      <source>Do not work with the record that is named. The auditor compares it with the papers and with the newest good backup; then it is put right by a change on record, never in the database.</source>
      <translation>请勿使用所列记录。由稽核员与纸质单据及最近一份完好的备份核对，再通过有记录的变更改正，切勿直接改数据库。</translation>
    </message>
    <message>
      <source>Document</source>
      <translation>证件</translation>
    </message>
    <message>
      <source>Document captured again</source>
      <translation>重新采集证件</translation>
    </message>
    <message>
      <source>Document number</source>
      <translation>证件号码</translation>
    </message>
    <message>
      <source>Document number, whatever the kind of document</source>
      <translation>证件号码，不论证件类型</translation>
    </message>
    <message>
      <source>Document of the unit</source>
      <translation>单位证件</translation>
    </message>
    <message>
      <source>Document type, country, validity</source>
      <translation>证件类型、国别、有效期</translation>
    </message>
    <message>
      <source>Document: kind, country and number; unique in the base</source>
      <translation>证件：类型、国别和号码；全库唯一</translation>
    </message>
    <message>
      <source>Documents</source>
      <translation>证件采集</translation>
    </message>
    <message>
      <source>Does not match</source>
      <translation>不符</translation>
    </message>
    <message>
      <source>Done</source>
      <translation>已办结</translation>
    </message>
    <message>
      <source>Done at once</source>
      <translation>当场办结</translation>
    </message>
    <message>
      <source>Done first, reviewed afterwards</source>
      <translation>先办后审</translation>
    </message>
    <message>
      <source>Done while you wait.</source>
      <translation>当场办结。</translation>
    </message>
    <message>
      <source>Done. The list shows it.</source>
      <translation>已办理，列表已更新。</translation>
    </message>
    <message>
      <source>Draft sealed and saved {time}</source>
      <translation>草稿已加密保存 {time}</translation>
    </message>
    <message>
      <source>Due</source>
      <translation>应收合计</translation>
    </message>
    <message>
      <source>Due now</source>
      <translation>本笔应收</translation>
    </message>
    <message>
      <source>Due work: {what}</source>
      <translation>到期工作：{what}</translation>
    </message>
    <message>
      <source>E-mail</source>
      <translation>电子邮箱</translation>
    </message>
    <message>
      <source>Early-termination fee</source>
      <translation>违约金</translation>
    </message>
    <message>
      <source>Elderly</source>
      <translation>老年</translation>
    </message>
    <message>
      <source>Elderly customer: document or service password; an SMS code only if the customer wishes it.</source>
      <translation>老年客户：请用证件或客户密码鉴权；客户愿意时才用短信验证码。</translation>
    </message>
    <message>
      <source>Electronic Signature Law</source>
      <translation>《中华人民共和国电子签名法》</translation>
    </message>
    <message>
      <source>Empty = the installation address</source>
      <translation>不填即同装机地址</translation>
    </message>
    <message>
      <source>Ended after a further suspension of</source>
      <translation>停机后再过多久终止服务</translation>
    </message>
    <message>
      <source>Ends</source>
      <translation>结束</translation>
    </message>
    <message>
      <source>Enrol Ctrl+Enter</source>
      <translation>新增 Ctrl+Enter</translation>
    </message>
    <message>
      <source>Enrol a person</source>
      <translation>新增人员</translation>
    </message>
    <message>
      <source>Enrol a person …</source>
      <translation>新增人员…</translation>
    </message>
    <message>
      <source>Enrol nobody and reset nobody until the auditor has looked. Ask the administrators who made this; if nobody did, somebody tried to get keys, and the newest good backup is to be restored.</source>
      <translation>在稽核员查看之前，请勿新增人员、勿重置密码。请向各系统管理员查问是谁所为；若无人承认，即有人企图取得密钥，应恢复最近一份完好的备份。</translation>
    </message>
    <message>
      <source>Enrol staff</source>
      <translation>新增人员</translation>
    </message>
    <message>
      <source>Enter opens the customer and the paper; then Ctrl+P prints it.</source>
      <translation>回车打开该客户及单据，再按 Ctrl+P 打印。</translation>
    </message>
    <message>
      <source>Enter the person's name, 100 characters at most.</source>
      <translation>请填写姓名，最多 100 字。</translation>
    </message>
    <message>
      <source>Entered by hand · to be verified</source>
      <translation>手工录入 · 待核验</translation>
    </message>
    <message>
      <source>Equal tokens would mean the same document; as each is unique, only how many there are.</source>
      <translation>每个证件的索引值唯一，因此只能看出证件数量。</translation>
    </message>
    <message>
      <source>Events before this one are missing.</source>
      <translation>此事件之前的记录缺失。</translation>
    </message>
    <message>
      <source>Every paper of this hall has come out. What is printed later waits here.</source>
      <translation>本厅单据均已出纸。尚未出纸的单据在此等候。</translation>
    </message>
    <message>
      <source>Every product needs its real-name state.</source>
      <translation>每个产品须达到其实名状态。</translation>
    </message>
    <message>
      <source>Everybody here is invented. Sign in as any of them.</source>
      <translation>以下人员均为虚构，可用任一工号登录。</translation>
    </message>
    <message>
      <source>Exchange device or card</source>
      <translation>换机换卡</translation>
    </message>
    <message>
      <source>Expired</source>
      <translation>已过期</translation>
    </message>
    <message>
      <source>Expired ID card</source>
      <translation>已过期的身份证</translation>
    </message>
    <message>
      <source>Expired requests</source>
      <translation>过期申请</translation>
    </message>
    <message>
      <source>Faint or smeared</source>
      <translation>字迹模糊</translation>
    </message>
    <message>
      <source>Fee</source>
      <translation>费用</translation>
    </message>
    <message>
      <source>Fees</source>
      <translation>费用</translation>
    </message>
    <message>
      <source>Female</source>
      <translation>女</translation>
    </message>
    <message>
      <source>Field</source>
      <translation>字段</translation>
    </message>
    <message>
      <source>Fields</source>
      <translation>识别结果</translation>
    </message>
    <message>
      <source>Fill in and sign the application form; keep its receipt and your copy of the slip.</source>
      <translation>填写变更申请表并签字，请保管好回执联和受理单客户联。</translation>
    </message>
    <message>
      <source>Fill the form: {who}</source>
      <translation>填入登记表：{who}</translation>
    </message>
    <message>
      <source>Fill the registration</source>
      <translation>填入登记表</translation>
    </message>
    <message>
      <source>Find a customer  F3</source>
      <translation>查找客户  F3</translation>
    </message>
    <message>
      <source>Find a customer first, with F3: the pictures stand here.</source>
      <translation>请先按 F3 查找客户，留存影像显示在此处。</translation>
    </message>
    <message>
      <source>Find customers in one box; results are masked.</source>
      <translation>在一个框内查询客户，结果脱敏显示。</translation>
    </message>
    <message>
      <source>Findings</source>
      <translation>发现的问题</translation>
    </message>
    <message>
      <source>First administrator</source>
      <translation>首位系统管理员</translation>
    </message>
    <message>
      <source>First print or save each sheet.</source>
      <translation>请先逐张打印或保存。</translation>
    </message>
    <message>
      <source>First three and last four of a phone</source>
      <translation>电话号码前三位加后四位</translation>
    </message>
    <message>
      <source>First three and last four of the second contact's phone</source>
      <translation>备用联系人电话前三位加后四位</translation>
    </message>
    <message>
      <source>First two and first three characters of a name</source>
      <translation>姓名前两个字、前三个字</translation>
    </message>
    <message>
      <source>Fit width</source>
      <translation>适合宽度</translation>
    </message>
    <message>
      <source>Folder for messages</source>
      <translation>短信文件夹</translation>
    </message>
    <message>
      <source>Folder of the scanner</source>
      <translation>扫描仪文件夹</translation>
    </message>
    <message>
      <source>Folder that the scanner puts pictures into</source>
      <translation>扫描文件夹</translation>
    </message>
    <message>
      <source>For</source>
      <translation>用于</translation>
    </message>
    <message>
      <source>For the customer</source>
      <translation>请客户操作</translation>
    </message>
    <message>
      <source>For the customer to take along; nothing personal stands on it.</source>
      <translation>供客户带走，不含任何个人信息。</translation>
    </message>
    <message>
      <source>For {name}</source>
      <translation>请{name}本人输入</translation>
    </message>
    <message>
      <source>For {staff_no} {name}</source>
      <translation>{staff_no} {name} 的一次性密码</translation>
    </message>
    <message>
      <source>Foreign passport</source>
      <translation>外国公民护照</translation>
    </message>
    <message>
      <source>Foreigner's permanent residence ID card</source>
      <translation>外国人永久居留身份证</translation>
    </message>
    <message>
      <source>Forget this document and its pictures</source>
      <translation>放弃这份证件及其影像</translation>
    </message>
    <message>
      <source>Free of charge.</source>
      <translation>免费。</translation>
    </message>
    <message>
      <source>From</source>
      <translation>自</translation>
    </message>
    <message>
      <source>From the chip</source>
      <translation>读卡</translation>
    </message>
    <message>
      <source>From this age a child signs too</source>
      <translation>满此年龄本人须共同签字</translation>
    </message>
    <message>
      <source>From this age a person is an adult</source>
      <translation>满此年龄为成年人</translation>
    </message>
    <message>
      <source>From this age not all data is sensitive</source>
      <translation>满此年龄不再全部按敏感信息处理</translation>
    </message>
    <message>
      <source>From this age with own income a minor acts as an adult</source>
      <translation>满此年龄且有劳动收入的视为成年人</translation>
    </message>
    <message>
      <source>From this event on times are earlier, and nobody confirmed that.</source>
      <translation>自此事件起时间倒退，且无人确认。</translation>
    </message>
    <message>
      <source>From this event on times are earlier. A supervisor or the administrator confirmed that.</source>
      <translation>自此事件起时间倒退，已由值班主管或系统管理员确认。</translation>
    </message>
    <message>
      <source>Full name</source>
      <translation>全名</translation>
    </message>
    <message>
      <source>Full name, as before the last update</source>
      <translation>姓名全称（上次更新前）</translation>
    </message>
    <message>
      <source>Full pinyin of a name</source>
      <translation>姓名全拼</translation>
    </message>
    <message>
      <source>Full pinyin of a name, as before the last update</source>
      <translation>姓名全拼（上次更新前）</translation>
    </message>
    <message>
      <source>Give a new password</source>
      <translation>换发新密码</translation>
    </message>
    <message>
      <source>Give a new person a staff number and a one-time password.</source>
      <translation>为新人员分配工号和一次性密码。</translation>
    </message>
    <message>
      <source>Give a person who lost the password new keys and a one-time password.</source>
      <translation>为忘记密码的人员更换密钥并发放一次性密码。</translation>
    </message>
    <message>
      <source>Give this form up, open the records…</source>
      <translation>放弃本笔，打开该客户资料…</translation>
    </message>
    <message>
      <source>Given by</source>
      <translation>授权人</translation>
    </message>
    <message>
      <source>Given to</source>
      <translation>被授权人</translation>
    </message>
    <message>
      <source>Go on here</source>
      <translation>继续填写</translation>
    </message>
    <message>
      <source>Go to sign-in</source>
      <translation>去登录</translation>
    </message>
    <message>
      <source>Good afternoon, {name}</source>
      <translation>下午好，{name}</translation>
    </message>
    <message>
      <source>Good evening, {name}</source>
      <translation>晚上好，{name}</translation>
    </message>
    <message>
      <source>Good morning, {name}</source>
      <translation>上午好，{name}</translation>
    </message>
    <message>
      <source>Good to know</source>
      <translation>办理须知</translation>
    </message>
    <message>
      <source>Group</source>
      <translation>集团</translation>
    </message>
    <message>
      <source>Group of changes</source>
      <translation>类别</translation>
    </message>
    <message>
      <source>Guardian</source>
      <translation>监护人</translation>
    </message>
    <message>
      <source>Hall</source>
      <translation>营业厅</translation>
    </message>
    <message>
      <source>Hand in the papers at the counter.</source>
      <translation>到台席提交材料。</translation>
    </message>
    <message>
      <source>Handler</source>
      <translation>经办人</translation>
    </message>
    <message>
      <source>Handler of the unit</source>
      <translation>经办人</translation>
    </message>
    <message>
      <source>Handwritten signature</source>
      <translation>手写签名</translation>
    </message>
    <message>
      <source>Has a one-time password and chooses an own one at the first sign-in.</source>
      <translation>持一次性密码，首次签到时设置自己的密码。</translation>
    </message>
    <message>
      <source>Has left</source>
      <translation>已离岗</translation>
    </message>
    <message>
      <source>Hide {name}</source>
      <translation>遮盖{name}</translation>
    </message>
    <message>
      <source>High</source>
      <translation>高端</translation>
    </message>
    <message>
      <source>Highest agreement number</source>
      <translation>最大的协议编号</translation>
    </message>
    <message>
      <source>Highest customer code</source>
      <translation>最大的客户标识码</translation>
    </message>
    <message>
      <source>Highest slip number</source>
      <translation>最大的受理单号</translation>
    </message>
    <message>
      <source>Highest user number</source>
      <translation>最大的用户号</translation>
    </message>
    <message>
      <source>Hold F4</source>
      <translation>挂起 F4</translation>
    </message>
    <message>
      <source>Hold a form</source>
      <translation>挂起单据</translation>
    </message>
    <message>
      <source>Hold this form, open the records</source>
      <translation>挂起本笔，打开该客户资料</translation>
    </message>
    <message>
      <source>Holder</source>
      <translation>本人</translation>
    </message>
    <message>
      <source>Holds from</source>
      <translation>生效日期</translation>
    </message>
    <message>
      <source>Household register</source>
      <translation>户口簿</translation>
    </message>
    <message>
      <source>Household register or other proof of kinship</source>
      <translation>户口簿或其他亲属关系证明</translation>
    </message>
    <message>
      <source>How did it come out?</source>
      <translation>出纸情况待确认</translation>
    </message>
    <message>
      <source>How long points are valid</source>
      <translation>积分有效期</translation>
    </message>
    <message>
      <source>How this sheet came out was answered already; the first answer stands.</source>
      <translation>这次的出纸情况已有人回答，以先答的为准。</translation>
    </message>
    <message>
      <source>I have seen these</source>
      <translation>我已查看</translation>
    </message>
    <message>
      <source>I have written it down</source>
      <translation>我已抄写</translation>
    </message>
    <message>
      <source>I, {name}, accept the agreement.</source>
      <translation>本人 {name} 接受本协议。</translation>
    </message>
    <message>
      <source>ID-card reader</source>
      <translation>身份证读卡器</translation>
    </message>
    <message>
      <source>ID-card reader: {reader}</source>
      <translation>读卡器：{reader}</translation>
    </message>
    <message>
      <source>Identity</source>
      <translation>实名要求</translation>
    </message>
    <message>
      <source>Identity data kept after the service ends for</source>
      <translation>服务终止后身份资料保存期限</translation>
    </message>
    <message>
      <source>Identity document</source>
      <translation>身份证件</translation>
    </message>
    <message>
      <source>If somebody put a file back by hand, put the right one back and sign in again. Otherwise an auditor, or an administrator together with a supervisor, can let work go on from here. The missing records stay missing; this is on record and the auditor is told.</source>
      <translation>如果是有人手工放回了旧文件，请把正确的文件放回，再重新登录。否则须由稽核员，或由系统管理员与值班主管一起放行，才能从现在的数据继续办理。缺少的记录不会回来；放行会留下记录，并告知稽核员。</translation>
    </message>
    <message>
      <source>Import a CSV file</source>
      <translation>导入 CSV 文件</translation>
    </message>
    <message>
      <source>Import a CSV file …</source>
      <translation>导入 CSV 文件…</translation>
    </message>
    <message>
      <source>Import standard addresses and change products.</source>
      <translation>导入标准地址，维护产品。</translation>
    </message>
    <message>
      <source>Imported: {added} new, {changed} changed, {unchanged} as they were.</source>
      <translation>已导入：新增 {added} 条，更改 {changed} 条，未变 {unchanged} 条。</translation>
    </message>
    <message>
      <source>In abeyance</source>
      <translation>中止</translation>
    </message>
    <message>
      <source>In arrears</source>
      <translation>有欠费</translation>
    </message>
    <message>
      <source>In force</source>
      <translation>生效</translation>
    </message>
    <message>
      <source>In progress</source>
      <translation>正在处理</translation>
    </message>
    <message>
      <source>In work</source>
      <translation>在办</translation>
    </message>
    <message>
      <source>In work and held</source>
      <translation>在办与挂起</translation>
    </message>
    <message>
      <source>Individual</source>
      <translation>个人</translation>
    </message>
    <message>
      <source>Inquiry</source>
      <translation>咨询</translation>
    </message>
    <message>
      <source>Installation address</source>
      <translation>装机地址</translation>
    </message>
    <message>
      <source>Installation completed</source>
      <translation>装机竣工</translation>
    </message>
    <message>
      <source>Installation done</source>
      <translation>装机竣工</translation>
    </message>
    <message>
      <source>Installation fee</source>
      <translation>初装费</translation>
    </message>
    <message>
      <source>Installed and activated</source>
      <translation>装机竣工</translation>
    </message>
    <message>
      <source>Installed at</source>
      <translation>装机</translation>
    </message>
    <message>
      <source>Installed on</source>
      <translation>竣工日期</translation>
    </message>
    <message>
      <source>Installed within</source>
      <translation>装机时限</translation>
    </message>
    <message>
      <source>Installed within {n} working days</source>
      <translation>装机时限 {n} 个工作日</translation>
    </message>
    <message>
      <source>Installed: order {n}</source>
      <translation>已竣工：受理单 {n}</translation>
    </message>
    <message>
      <source>Is the one-time password of {staff_no} {name} on paper?</source>
      <translation>{staff_no} {name} 的一次性密码抄写了吗？</translation>
    </message>
    <message>
      <source>Is this a residence permit for Hong Kong, Macau and Taiwan residents?</source>
      <translation>是否为港澳台居民居住证？请核对证件类型。</translation>
    </message>
    <message>
      <source>Issued by</source>
      <translation>签发机关</translation>
    </message>
    <message>
      <source>It is on paper</source>
      <translation>已抄写</translation>
    </message>
    <message>
      <source>It is the agent's</source>
      <translation>作为代办人</translation>
    </message>
    <message>
      <source>It is the guardian's</source>
      <translation>作为监护人</translation>
    </message>
    <message>
      <source>It is the new owner's, of a transfer</source>
      <translation>作为过户新户主</translation>
    </message>
    <message>
      <source>It left the screen before anybody said so, and cannot be shown again. A new one takes its place; the old one does not work any more then.</source>
      <translation>确认抄写之前，密码已从屏幕上消失，不能再次显示。可以换发一个新密码，原密码随即失效。</translation>
    </message>
    <message>
      <source>It makes earlier customers easier to find; nobody is missed meanwhile.</source>
      <translation>建好后更容易找到以前的客户，建立期间不会漏掉任何人。</translation>
    </message>
    <message>
      <source>It waits in the list of papers not printed.</source>
      <translation>已列入未出纸清单。</translation>
    </message>
    <message>
      <source>It was ordered on {day}; it cannot have been installed before.</source>
      <translation>该业务 {day} 受理，竣工日期不能早于受理日期。</translation>
    </message>
    <message>
      <source>Its whole path; see the reader's manual</source>
      <translation>填完整路径，见读卡器说明书</translation>
    </message>
    <message>
      <source>Its whole path; whoever reads it reads the codes. Empty: no SMS.</source>
      <translation>请填写完整路径；能读取此文件夹的人即可看到验证码。留空则不发短信。</translation>
    </message>
    <message>
      <source>Jammed or spoiled: print again</source>
      <translation>卡纸重打</translation>
    </message>
    <message>
      <source>Keep it</source>
      <translation>保留申请</translation>
    </message>
    <message>
      <source>Keep the reason under 200 characters.</source>
      <translation>原因请不超过 200 字。</translation>
    </message>
    <message>
      <source>Keep what was typed</source>
      <translation>保留录入的</translation>
    </message>
    <message>
      <source>Keep working</source>
      <translation>继续办理</translation>
    </message>
    <message>
      <source>Kept picture</source>
      <translation>留存影像</translation>
    </message>
    <message>
      <source>Kept pictures</source>
      <translation>留存影像</translation>
    </message>
    <message>
      <source>Key data</source>
      <translation>关键资料</translation>
    </message>
    <message>
      <source>Key: in a private file</source>
      <translation>密钥：私有文件</translation>
    </message>
    <message>
      <source>Key: in this computer's key store</source>
      <translation>密钥：系统密钥库</translation>
    </message>
    <message>
      <source>Keys and password are removed at once and cannot come back; drafts of this person cannot be opened any more. The record and its history stay. Who returns is enrolled anew under another staff number.</source>
      <translation>密钥和密码立即删除，无法恢复；此人的草稿不能再打开。人员记录和历史保留。再次入职须用新工号重新登记。</translation>
    </message>
    <message>
      <source>Kind</source>
      <translation>证件</translation>
    </message>
    <message>
      <source>Kind of change</source>
      <translation>变更事项</translation>
    </message>
    <message>
      <source>Kind of document</source>
      <translation>证件类型</translation>
    </message>
    <message>
      <source>Kind of product</source>
      <translation>产品类别</translation>
    </message>
    <message>
      <source>Known here: {name}, not a customer yet</source>
      <translation>本厅已有登记：{name}，尚未开户</translation>
    </message>
    <message>
      <source>Language</source>
      <translation>语言</translation>
    </message>
    <message>
      <source>Language and appearance</source>
      <translation>语言与外观</translation>
    </message>
    <message>
      <source>Language of the agreement</source>
      <translation>协议语言</translation>
    </message>
    <message>
      <source>Language, appearance, text size, sign out (Ctrl+M)</source>
      <translation>语言、外观、字号、签退（Ctrl+M）</translation>
    </message>
    <message>
      <source>Large print</source>
      <translation>需大字</translation>
    </message>
    <message>
      <source>Larger</source>
      <translation>放大</translation>
    </message>
    <message>
      <source>Last backup proved good by restoring: {age} ({at}); it was made on {made}.</source>
      <translation>最近一次恢复验证通过：{age}（{at}），所用备份生成于 {made}。</translation>
    </message>
    <message>
      <source>Last backup: {age} ({at}).</source>
      <translation>最近一次备份：{age}（{at}）。</translation>
    </message>
    <message>
      <source>Last day</source>
      <translation>有效期止</translation>
    </message>
    <message>
      <source>Last four digits of the document number, letters left out</source>
      <translation>证件号码的最后四位数字（字母不算）</translation>
    </message>
    <message>
      <source>Last four of a phone or a document number</source>
      <translation>电话或证件号码后四位</translation>
    </message>
    <message>
      <source>Last four of the second contact's phone</source>
      <translation>备用联系人电话后四位</translation>
    </message>
    <message>
      <source>Last order</source>
      <translation>上一笔</translation>
    </message>
    <message>
      <source>Last: slip {number} not printed (Ctrl+P)</source>
      <translation>上一笔：业务受理单 {number} 未出纸（Ctrl+P）</translation>
    </message>
    <message>
      <source>Last: slip {number} printed (Ctrl+P again)</source>
      <translation>上一笔：业务受理单 {number} 已打印（Ctrl+P 重打）</translation>
    </message>
    <message>
      <source>Late</source>
      <translation>超期</translation>
    </message>
    <message>
      <source>Late fee per day</source>
      <translation>每日滞纳金</translation>
    </message>
    <message>
      <source>Late installations</source>
      <translation>待装超期</translation>
    </message>
    <message>
      <source>Late installations {n}</source>
      <translation>待装超期 {n}</translation>
    </message>
    <message>
      <source>Later bills are paid by</source>
      <translation>以后的账单支付方式</translation>
    </message>
    <message>
      <source>Later, from the list</source>
      <translation>稍后在列表审批</translation>
    </message>
    <message>
      <source>Lay the card on the reader, put it under the camera, or drop a picture here.
Nothing leaves this computer.</source>
      <translation>把证件放到读卡器上或摄像头下，也可以把图片拖到这里。
影像和内容都只留在本机。</translation>
    </message>
    <message>
      <source>Lay the document under the camera. An outline shows what is seen.</source>
      <translation>请将证件放到摄像头下，画面会框出识别到的证件。</translation>
    </message>
    <message>
      <source>Leave empty when no last day is agreed.</source>
      <translation>没有约定离岗日期的，留空。</translation>
    </message>
    <message>
      <source>Legal representative</source>
      <translation>法定代表人</translation>
    </message>
    <message>
      <source>Less</source>
      <translation>收起</translation>
    </message>
    <message>
      <source>Less is paid than is due. Take the rest, or type why it is waived.</source>
      <translation>实收少于应收，请补收，或填写减免原因。</translation>
    </message>
    <message>
      <source>Let a colleague of the hall decide requests for some time.</source>
      <translation>在一段时间内授权本厅同事代为审批。</translation>
    </message>
    <message>
      <source>Let a colleague type a card, or accept a face, once and with a reason.</source>
      <translation>说明理由，许可同事单次手工录入证件，或认可现场照片。</translation>
    </message>
    <message>
      <source>Let a person sign in again after ten wrong passwords.</source>
      <translation>连续十次输错密码被锁定后，允许重新签到。</translation>
    </message>
    <message>
      <source>Let a supervisor decide…</source>
      <translation>请值班主管决定…</translation>
    </message>
    <message>
      <source>Let a supervisor permit that it is typed…</source>
      <translation>请主管授权手工录入…</translation>
    </message>
    <message>
      <source>Let the customer read the notice and tick that it was acknowledged.</source>
      <translation>请客户阅读告知内容，并勾选已确认。</translation>
    </message>
    <message>
      <source>Letter of the unit</source>
      <translation>单位介绍信</translation>
    </message>
    <message>
      <source>Level and needs</source>
      <translation>级别与特殊需要</translation>
    </message>
    <message>
      <source>Light</source>
      <translation>浅色</translation>
    </message>
    <message>
      <source>Light is reflected. Tilt the card or turn a lamp away.</source>
      <translation>证件反光，请调整角度或避开灯光。</translation>
    </message>
    <message>
      <source>Limit of numbers per person</source>
      <translation>一证五卡限制</translation>
    </message>
    <message>
      <source>List staff</source>
      <translation>查看人员</translation>
    </message>
    <message>
      <source>Loading …</source>
      <translation>正在载入…</translation>
    </message>
    <message>
      <source>Lock Ctrl+L</source>
      <translation>锁屏 Ctrl+L</translation>
    </message>
    <message>
      <source>Lock after minutes without input</source>
      <translation>无操作自动锁屏（分钟）</translation>
    </message>
    <message>
      <source>Locked</source>
      <translation>已锁屏</translation>
    </message>
    <message>
      <source>Locked after ten wrong passwords. Unlock if the person knows the password, else reset.</source>
      <translation>连续十次输错密码，已锁定。本人记得密码的请解锁，否则请重置密码。</translation>
    </message>
    <message>
      <source>Locked out</source>
      <translation>已锁定</translation>
    </message>
    <message>
      <source>Long enough</source>
      <translation>长度足够</translation>
    </message>
    <message>
      <source>Long-term</source>
      <translation>长期</translation>
    </message>
    <message>
      <source>Looked at first</source>
      <translation>办理前核查</translation>
    </message>
    <message>
      <source>Looking for the event …</source>
      <translation>正在查找记录…</translation>
    </message>
    <message>
      <source>Lost</source>
      <translation>流失</translation>
    </message>
    <message>
      <source>Made</source>
      <translation>时间</translation>
    </message>
    <message>
      <source>Mailing address</source>
      <translation>通信地址</translation>
    </message>
    <message>
      <source>Mainland travel permit for Hong Kong and Macau residents</source>
      <translation>港澳居民来往内地通行证</translation>
    </message>
    <message>
      <source>Mainland travel permit for Taiwan residents</source>
      <translation>台湾居民来往大陆通行证</translation>
    </message>
    <message>
      <source>Major fault repaired within</source>
      <translation>重大故障修复时限</translation>
    </message>
    <message>
      <source>Make a backup</source>
      <translation>备份</translation>
    </message>
    <message>
      <source>Make a backup …</source>
      <translation>立即备份…</translation>
    </message>
    <message>
      <source>Making a sealed copy …</source>
      <translation>正在生成加密备份…</translation>
    </message>
    <message>
      <source>Making the sample hall</source>
      <translation>正在生成示例营业厅</translation>
    </message>
    <message>
      <source>Male</source>
      <translation>男</translation>
    </message>
    <message>
      <source>Manage</source>
      <translation>密码管理</translation>
    </message>
    <message>
      <source>Marketing</source>
      <translation>营销推荐</translation>
    </message>
    <message>
      <source>Materials</source>
      <translation>工料费</translation>
    </message>
    <message>
      <source>Member</source>
      <translation>成员</translation>
    </message>
    <message>
      <source>Menu of {name}</source>
      <translation>{name} 的菜单</translation>
    </message>
    <message>
      <source>Merge two customers</source>
      <translation>客户合并</translation>
    </message>
    <message>
      <source>Middle</source>
      <translation>中端</translation>
    </message>
    <message>
      <source>Military ID</source>
      <translation>军人身份证件</translation>
    </message>
    <message>
      <source>Military or martyr's family</source>
      <translation>军烈属</translation>
    </message>
    <message>
      <source>Minimum living allowance</source>
      <translation>低保</translation>
    </message>
    <message>
      <source>Minor with own income: acts as an adult</source>
      <translation>以自己劳动收入为主要生活来源：视同成年人</translation>
    </message>
    <message>
      <source>Minor: a guardian is needed</source>
      <translation>未成年人，须有监护人</translation>
    </message>
    <message>
      <source>Minor: the minor signs, the guardian consents and signs</source>
      <translation>未成年人：本人签字，监护人同意并签字</translation>
    </message>
    <message>
      <source>Missing in the chain of records:</source>
      <translation>记录链中缺少：</translation>
    </message>
    <message>
      <source>Month and day of birth, without the year</source>
      <translation>出生月日，不含年份</translation>
    </message>
    <message>
      <source>More</source>
      <translation>更多资料</translation>
    </message>
    <message>
      <source>More is paid than is due. Give change and type the amount that stays.</source>
      <translation>实收多于应收，请找零后填写实收金额。</translation>
    </message>
    <message>
      <source>More was paid back than was paid, or the fee is another customer's.</source>
      <translation>退费多于已收金额，或该费用属于其他客户。</translation>
    </message>
    <message>
      <source>Mother of the child</source>
      <translation>儿童的母亲</translation>
    </message>
    <message>
      <source>Move to another address</source>
      <translation>移机</translation>
    </message>
    <message>
      <source>My orders today</source>
      <translation>今日业务</translation>
    </message>
    <message>
      <source>My requests</source>
      <translation>我的申请</translation>
    </message>
    <message>
      <source>My requests {n}</source>
      <translation>我的申请 {n}</translation>
    </message>
    <message>
      <source>Name</source>
      <translation>姓名</translation>
    </message>
    <message>
      <source>Name and number do not match. Ask for the document and check again.</source>
      <translation>姓名与证件号码不一致，请客户出示证件重新核对。</translation>
    </message>
    <message>
      <source>Name in Latin letters</source>
      <translation>英文姓名</translation>
    </message>
    <message>
      <source>Name of the hall</source>
      <translation>营业厅名称</translation>
    </message>
    <message>
      <source>Name of the unit</source>
      <translation>单位名称</translation>
    </message>
    <message>
      <source>Name or number differ from the document on record. Nothing was changed. Another name or number is recorded by a change of customer data.</source>
      <translation>姓名或证件号码与登记的证件不一致，资料未改动。更改姓名或号码请办理客户资料变更。</translation>
    </message>
    <message>
      <source>Name the port, such as COM3 or /dev/ttyUSB0.</source>
      <translation>请填写端口，如 COM3 或 /dev/ttyUSB0。</translation>
    </message>
    <message>
      <source>Name the whole path of the program; a batch file cannot be one.</source>
      <translation>请填写程序的完整路径，不能是批处理文件。</translation>
    </message>
    <message>
      <source>Name with a rare character</source>
      <translation>姓名含生僻字</translation>
    </message>
    <message>
      <source>Names, numbers, phones, addresses and birth dates are sealed. To be found, they leave tokens: values that cannot be turned back. Equal values leave equal tokens.</source>
      <translation>姓名、证件号、电话、地址、出生日期都已加密。为了能查询，它们各自留下不可还原的索引值；内容相同，索引值也相同。</translation>
    </message>
    <message>
      <source>Nation</source>
      <translation>民族</translation>
    </message>
    <message>
      <source>Needed to reject and to return</source>
      <translation>驳回、退回补正时必填</translation>
    </message>
    <message>
      <source>Needs help</source>
      <translation>需协助</translation>
    </message>
    <message>
      <source>Needs of the customer</source>
      <translation>服务需求标识</translation>
    </message>
    <message>
      <source>New customer</source>
      <translation>新客户</translation>
    </message>
    <message>
      <source>New customer, not registered yet</source>
      <translation>新客户，尚未登记</translation>
    </message>
    <message>
      <source>New password</source>
      <translation>新密码</translation>
    </message>
    <message>
      <source>New password again</source>
      <translation>再输一次新密码</translation>
    </message>
    <message>
      <source>New pictures in it are taken</source>
      <translation>新扫描的图片会自动取入</translation>
    </message>
    <message>
      <source>New service password</source>
      <translation>新客户密码</translation>
    </message>
    <message>
      <source>New service password, once more</source>
      <translation>请再次输入新客户密码</translation>
    </message>
    <message>
      <source>Next request</source>
      <translation>下一笔</translation>
    </message>
    <message>
      <source>Next step Ctrl+Enter</source>
      <translation>下一步 Ctrl+Enter</translation>
    </message>
    <message>
      <source>No</source>
      <translation>否</translation>
    </message>
    <message>
      <source>No administrator made this class key.</source>
      <translation>此密钥不是管理员所设。</translation>
    </message>
    <message>
      <source>No administrator of this hall signed this record of a person.</source>
      <translation>此人员记录没有本厅管理员的签名。</translation>
    </message>
    <message>
      <source>No administrator of this hall signed this record, so nobody can sign in with it. Verify the data and tell the auditor.</source>
      <translation>此记录没有本厅管理员的签名，无法用它签到。请校验数据并告知稽核员。</translation>
    </message>
    <message>
      <source>No administrator signed this part of the recovery key as it lies here.</source>
      <translation>恢复密钥的这一份没有管理员的签名。</translation>
    </message>
    <message>
      <source>No authentication</source>
      <translation>无需鉴权</translation>
    </message>
    <message>
      <source>No backup was made here yet. Make one now.</source>
      <translation>尚未备份过，请立即备份。</translation>
    </message>
    <message>
      <source>No backup was proved good yet. A backup counts once it was restored.</source>
      <translation>尚无经过恢复验证的备份。备份只有恢复过才算数。</translation>
    </message>
    <message>
      <source>No camera is connected. Plug one in, or take the picture from a file or the scanner.</source>
      <translation>未连接摄像头。请接上摄像头，或改用图片文件、扫描仪。</translation>
    </message>
    <message>
      <source>No counter is called {counter}. The slip prints the counter's name.</source>
      <translation>没有名为“{counter}”的台席。台席名称印在受理单上。</translation>
    </message>
    <message>
      <source>No counter of this operator is known that keeps such events.</source>
      <translation>本运营商没有记录此类事件的这个柜台。</translation>
    </message>
    <message>
      <source>No customer has this code. Check it, or search for the customer.</source>
      <translation>没有此客户标识码，请核对或先查询该客户。</translation>
    </message>
    <message>
      <source>No document is needed</source>
      <translation>无需证件</translation>
    </message>
    <message>
      <source>No document recognised</source>
      <translation>未识别出证件</translation>
    </message>
    <message>
      <source>No document was recognised. Take it again, or set its corners by hand and read.</source>
      <translation>没有识别出证件。请重新拍摄，或手动框选四角后再识别。</translation>
    </message>
    <message>
      <source>No equipment is given out now; it is recorded at installation.</source>
      <translation>现在不发放设备，装机时登记。</translation>
    </message>
    <message>
      <source>No event tells of this change of administrators.</source>
      <translation>此项管理员变更没有对应的操作记录。</translation>
    </message>
    <message>
      <source>No event tells of this operation.</source>
      <translation>没有事件对应此操作。</translation>
    </message>
    <message>
      <source>No event tells of this version.</source>
      <translation>没有事件对应此版本。</translation>
    </message>
    <message>
      <source>No event tells that this key was given to this person.</source>
      <translation>没有记录表明此密钥交给过该人员。</translation>
    </message>
    <message>
      <source>No field was read.</source>
      <translation>没有识别出内容。</translation>
    </message>
    <message>
      <source>No font here has {points}; the code is printed instead.</source>
      <translation>本机字库没有 {points}，打印时以编码代替。</translation>
    </message>
    <message>
      <source>No form is open. What you type is kept here, also after a power cut.</source>
      <translation>没有未完成的表单。填写中的内容自动保存在此，断电也不丢失。</translation>
    </message>
    <message>
      <source>No guardian needed</source>
      <translation>成年人，无需监护人</translation>
    </message>
    <message>
      <source>No installation of this customer waits.</source>
      <translation>该客户没有待装机的业务。</translation>
    </message>
    <message>
      <source>No installation waits longer than the {n} days promised.</source>
      <translation>没有超过承诺时限（{n} 天）的待装机业务。</translation>
    </message>
    <message>
      <source>No key store here: this counter's key is in a private file</source>
      <translation>本机无密钥库：台席密钥存于仅本用户可读的文件</translation>
    </message>
    <message>
      <source>No measure of a face is made or kept; the clerk decides.</source>
      <translation>系统不做人脸比对，也不保存人脸特征，由营业员判定。</translation>
    </message>
    <message>
      <source>No mobile phone</source>
      <translation>无手机</translation>
    </message>
    <message>
      <source>No name</source>
      <translation>未登记姓名</translation>
    </message>
    <message>
      <source>No operation bound the search tokens of this person or unit.</source>
      <translation>没有操作记录过此人或单位的查询索引值。</translation>
    </message>
    <message>
      <source>No order yet today. Find a customer with F3, or register one with F5.</source>
      <translation>今日还没有业务。按 F3 查找客户，或按 F5 登记开户。</translation>
    </message>
    <message>
      <source>No order yet. The last committed number stands here.</source>
      <translation>尚无业务。最近一笔已提交的单号显示在此。</translation>
    </message>
    <message>
      <source>No photo yet</source>
      <translation>未拍照</translation>
    </message>
    <message>
      <source>No picture is kept of this customer. Capture the document first.</source>
      <translation>该客户没有留存影像，请先采集证件。</translation>
    </message>
    <message>
      <source>No picture was copied. Copy a picture or its file, then paste.</source>
      <translation>剪贴板中没有图片。请先复制图片或图片文件，再粘贴。</translation>
    </message>
    <message>
      <source>No printer is set up on this computer, or its printing system does not run. The paper waits in the list of papers not printed.</source>
      <translation>本机未安装打印机，或打印服务没有运行。单据留在未出纸清单中。</translation>
    </message>
    <message>
      <source>No printer is set up on this computer.</source>
      <translation>本机未安装打印机。</translation>
    </message>
    <message>
      <source>No reader</source>
      <translation>没有读卡器</translation>
    </message>
    <message>
      <source>No reader is set up on this computer.</source>
      <translation>本机未设置读卡器。</translation>
    </message>
    <message>
      <source>No real name needed</source>
      <translation>免实名</translation>
    </message>
    <message>
      <source>No record names this.</source>
      <translation>没有任何记录指向此内容。</translation>
    </message>
    <message>
      <source>No recovery sheets were proved yet. Have two of the three holders bring theirs: a lost sheet is better found today than on the day it is needed.</source>
      <translation>恢复单尚未验证过。请三位保管人中的两位带来恢复单验证：遗失应及早发现，不要等到要用时才知道。</translation>
    </message>
    <message>
      <source>No second contact</source>
      <translation>不留备用联系人</translation>
    </message>
    <message>
      <source>No sheet: another printer</source>
      <translation>没有出纸，换打印机</translation>
    </message>
    <message>
      <source>No sheet: print later</source>
      <translation>没有出纸，稍后打印</translation>
    </message>
    <message>
      <source>No state has this code. Compare it with the document.</source>
      <translation>没有这个国家（地区）代码，请与证件核对。</translation>
    </message>
    <message>
      <source>No such customer yet</source>
      <translation>未发现重复客户</translation>
    </message>
    <message>
      <source>Nobody can sign in until this is put right. An administrator or auditor runs the command 'put-schema-right', which is on record and keeps a copy as evidence; or the newest good backup from before is restored.</source>
      <translation>改正之前任何人都不能登录。由系统管理员或稽核员运行命令 put-schema-right 改正（有记录，并留存一份副本备查），或恢复改动之前最近一份完好的备份。</translation>
    </message>
    <message>
      <source>Nobody changed these fields since it was asked for.</source>
      <translation>申请后资料未被他人改动</translation>
    </message>
    <message>
      <source>Nobody chosen</source>
      <translation>未选择人员</translation>
    </message>
    <message>
      <source>Nobody decides the own request. Ask another supervisor.</source>
      <translation>不能审批本人提交的申请，请由其他主管审批。</translation>
    </message>
    <message>
      <source>Nobody found by these letters. Type the full pinyin or the initials, such as wjj; to be sure, search for the name or a whole number.</source>
      <translation>按此拼音没有找到客户。请输入全名拼音或首字母，如 wjj；仍找不到请用姓名或完整号码查询。</translation>
    </message>
    <message>
      <source>Nobody found by this part. Before registering anybody, search for the whole name, phone or document number.</source>
      <translation>仅凭这部分内容没有找到客户。登记前请先按姓名、手机号或完整证件号查询。</translation>
    </message>
    <message>
      <source>Nobody found. Compare what you typed with the document.</source>
      <translation>没有找到客户，请与证件核对输入内容。</translation>
    </message>
    <message>
      <source>Nobody has the staff number {staff_no}.</source>
      <translation>没有工号 {staff_no}。</translation>
    </message>
    <message>
      <source>Nobody is being served. Find a customer with F3: the papers appear here.</source>
      <translation>尚无客户。按 F3 查找客户，其单据显示在此。</translation>
    </message>
    <message>
      <source>Nobody is being served. Search for a customer with F3.</source>
      <translation>当前没有正在服务的客户。请按 F3 查找客户。</translation>
    </message>
    <message>
      <source>Nobody is being served. Search for a customer, or register a new one.</source>
      <translation>当前没有正在服务的客户。请查找客户，或登记新客户。</translation>
    </message>
    <message>
      <source>Nobody is enrolled yet. Press 'Enrol a person'.</source>
      <translation>尚无人员。请按“新增人员”。</translation>
    </message>
    <message>
      <source>Nobody is enrolled yet. What was typed is thrown away.</source>
      <translation>尚未新增人员。已填内容将被丢弃。</translation>
    </message>
    <message>
      <source>Nobody is on record.</source>
      <translation>目前没有登记备用联系人。</translation>
    </message>
    <message>
      <source>Nobody of this hall is known under this event's signer.</source>
      <translation>此事件的签名人不是本厅已知人员。</translation>
    </message>
    <message>
      <source>Nobody of this name among the last 20 customers served at this hall. Type 2 characters or more to search all.</source>
      <translation>本厅最近接待的 20 位客户中没有此姓氏。查询全部请输入两个字以上。</translation>
    </message>
    <message>
      <source>Nobody on record; the customer in service has the same name. Compare.</source>
      <translation>该证件未登记，与当前客户同名，请核对。</translation>
    </message>
    <message>
      <source>Nobody permits an exception to themselves. Ask a supervisor.</source>
      <translation>不能为自己许可，请另一位值班主管办理。</translation>
    </message>
    <message>
      <source>Nobody served here</source>
      <translation>同地址无在网用户</translation>
    </message>
    <message>
      <source>Nobody was born on this day. Compare with the document.</source>
      <translation>出生日期不合理，请与证件核对。</translation>
    </message>
    <message>
      <source>None was printed</source>
      <translation>从未打印</translation>
    </message>
    <message>
      <source>Not made by an administrator of this hall, and therefore not used: {what}. Somebody changed the data outside this program. Run the verification and tell the auditor.</source>
      <translation>以下内容不是本厅管理员所设，系统未予采用：{what}。有人在程序之外改动了数据，请校验数据并告知稽核员。</translation>
    </message>
    <message>
      <source>Not on sale</source>
      <translation>未上架</translation>
    </message>
    <message>
      <source>Not printed {n}</source>
      <translation>未出纸 {n}</translation>
    </message>
    <message>
      <source>Not read from the card: the identity stays to be verified.</source>
      <translation>未读卡，实名状态为待核验。</translation>
    </message>
    <message>
      <source>Not read; type it as on the document.</source>
      <translation>未识别，请照证件录入。</translation>
    </message>
    <message>
      <source>Not trusted</source>
      <translation>不可信</translation>
    </message>
    <message>
      <source>Not verified</source>
      <translation>未核验</translation>
    </message>
    <message>
      <source>Notarised power of attorney</source>
      <translation>经公证的授权委托书</translation>
    </message>
    <message>
      <source>Note</source>
      <translation>备注</translation>
    </message>
    <message>
      <source>Nothing can be delivered here yet</source>
      <translation>该地址暂不能装机</translation>
    </message>
    <message>
      <source>Nothing can be written into this folder. Choose another one.</source>
      <translation>此文件夹不能写入，请另选一个。</translation>
    </message>
    <message>
      <source>Nothing found.</source>
      <translation>未发现问题。</translation>
    </message>
    <message>
      <source>Nothing found. Everything is as it was written. {at}: {counts}.</source>
      <translation>未发现问题，所有数据与写入时一致。{at} 已核对：{counts}。</translation>
    </message>
    <message>
      <source>Nothing has happened with this customer yet.</source>
      <translation>该客户暂无服务记录。</translation>
    </message>
    <message>
      <source>Nothing is due now.</source>
      <translation>本笔无应收费用。</translation>
    </message>
    <message>
      <source>Nothing is restored yet. Going back throws away {n} fields.</source>
      <translation>尚未恢复。返回将丢弃已填的 {n} 项。</translation>
    </message>
    <message>
      <source>Nothing is set up yet. Going back throws away {n} fields.</source>
      <translation>尚未设置。返回将丢弃已填的 {n} 项。</translation>
    </message>
    <message>
      <source>Nothing is to be done. The auditor should know of it.</source>
      <translation>无需处理，稽核员知悉即可。</translation>
    </message>
    <message>
      <source>Nothing is typed yet</source>
      <translation>尚未填写</translation>
    </message>
    <message>
      <source>Nothing is wrong. {n} notes stand below. {at}: {counts}.</source>
      <translation>未发现问题，另有 {n} 条提示见下表。{at}：{counts}。</translation>
    </message>
    <message>
      <source>Nothing more came from this input for {seconds} seconds. Nothing was done.</source>
      <translation>该输入已有 {seconds} 秒没有新内容，未做任何操作。</translation>
    </message>
    <message>
      <source>Nothing of this form has been changed. Discarding loses: {lost}</source>
      <translation>本笔变更尚未办理。放弃后将丢失：{lost}</translation>
    </message>
    <message>
      <source>Nothing of this form has been registered. Discarding loses: {lost}</source>
      <translation>本笔尚未登记，放弃后将丢失：{lost}</translation>
    </message>
    <message>
      <source>Nothing shows that this card was read here today. Read the card again.</source>
      <translation>没有今天在本台席读卡的凭据。请重新读卡。</translation>
    </message>
    <message>
      <source>Nothing waits for your decision. What colleagues ask for comes here by itself, also when they ask at another counter.</source>
      <translation>没有待您审批的申请。同事在任何台席提交的申请都会自动出现在这里。</translation>
    </message>
    <message>
      <source>Nothing was changed.</source>
      <translation>没有改动。</translation>
    </message>
    <message>
      <source>Nothing was decided: what the request changes stands otherwise now. The colleague who asked is told and has to ask anew.</source>
      <translation>未作审批：申请变更的资料已被改动。系统会提示申请人重新申请。</translation>
    </message>
    <message>
      <source>Nothing was delegated in the last 90 days.</source>
      <translation>最近 90 天没有授权。</translation>
    </message>
    <message>
      <source>Nothing was imported. These are the first {n} faults; correct them and import again.</source>
      <translation>没有导入任何数据。以下是前 {n} 处错误，请改正后重新导入。</translation>
    </message>
    <message>
      <source>Nothing was imported: {n} faults. Correct them and import again.</source>
      <translation>没有导入任何数据：共 {n} 处错误。请改正后重新导入。</translation>
    </message>
    <message>
      <source>Nothing was put back.</source>
      <translation>没有回退过数据库。</translation>
    </message>
    <message>
      <source>Nothing was saved; your entries are kept. The database lacks records that this counter has already written: an older copy was put in its place, or it was cut. Lock the screen and sign in again: an auditor, or an administrator together with a supervisor, can then release it.</source>
      <translation>没有保存，您填写的内容还在。本台席已经写入的记录在数据库里找不到了：数据库被换成了旧的，或者被截掉了一部分。请锁屏后重新登录，由稽核员，或由系统管理员与值班主管一起放行。</translation>
    </message>
    <message>
      <source>Nothing was saved; your entries are kept. The shared database's clock says {now}, but the newest record of this counter is of {newest}. Tell the people who run the database, or let a supervisor or the administrator confirm its time.</source>
      <translation>未保存，填写内容已保留。共享数据库的时间为 {now}，早于本台席最近一条记录的时间 {newest}。请通知数据库维护人员；时间无误的，请值班主管或系统管理员确认。</translation>
    </message>
    <message>
      <source>Nothing was saved; your entries are kept. This computer's clock says {now}, but the newest record of this counter is of {newest}. Correct the computer's clock, or let a supervisor or the administrator confirm its time.</source>
      <translation>未保存，填写内容已保留。本机时间为 {now}，早于本台席最近一条记录的时间 {newest}。请校准本机时间；时间无误的，请值班主管或系统管理员确认。</translation>
    </message>
    <message>
      <source>Notice</source>
      <translation>告知确认</translation>
    </message>
    <message>
      <source>Now</source>
      <translation>现场</translation>
    </message>
    <message>
      <source>Number</source>
      <translation>号码</translation>
    </message>
    <message>
      <source>OK</source>
      <translation>确定</translation>
    </message>
    <message>
      <source>Of an administrator or an auditor</source>
      <translation>系统管理员或稽核员的工号</translation>
    </message>
    <message>
      <source>Of whom</source>
      <translation>所属人</translation>
    </message>
    <message>
      <source>Off</source>
      <translation>停用</translation>
    </message>
    <message>
      <source>Offer</source>
      <translation>优惠</translation>
    </message>
    <message>
      <source>On</source>
      <translation>启用</translation>
    </message>
    <message>
      <source>On a later day</source>
      <translation>隔日办理</translation>
    </message>
    <message>
      <source>On account</source>
      <translation>挂账</translation>
    </message>
    <message>
      <source>On record as this customer's {role}</source>
      <translation>已登记为该客户的{role}</translation>
    </message>
    <message>
      <source>On record: {text}</source>
      <translation>当前登记：{text}</translation>
    </message>
    <message>
      <source>On sale</source>
      <translation>在售</translation>
    </message>
    <message>
      <source>On the counter</source>
      <translation>台面证件</translation>
    </message>
    <message>
      <source>On the document</source>
      <translation>证件照片</translation>
    </message>
    <message>
      <source>On the document: {name}.</source>
      <translation>证件姓名：{name}。</translation>
    </message>
    <message>
      <source>On · law</source>
      <translation>启用·法定</translation>
    </message>
    <message>
      <source>Once</source>
      <translation>一次性费用</translation>
    </message>
    <message>
      <source>One document belongs to one customer only.</source>
      <translation>一个证件只对应一个客户。</translation>
    </message>
    <message>
      <source>One form is being registered. Wait for its answer first.</source>
      <translation>有一笔登记正在提交，请等结果出来。</translation>
    </message>
    <message>
      <source>One line, {n} characters at most</source>
      <translation>一行，不超过 {n} 个字符</translation>
    </message>
    <message>
      <source>One moment …</source>
      <translation>请稍候……</translation>
    </message>
    <message>
      <source>One request has 1 to {most} changes, each of another kind.</source>
      <translation>一份申请可包含 1 至 {most} 项变更，每项类型不同。</translation>
    </message>
    <message>
      <source>One-time password</source>
      <translation>一次性密码</translation>
    </message>
    <message>
      <source>Online</source>
      <translation>网上</translation>
    </message>
    <message>
      <source>Only a group customer has members. Take them out.</source>
      <translation>只有集团客户才有成员，请删去。</translation>
    </message>
    <message>
      <source>Only among the last 20 customers served at this hall. Type 2 characters or more to search all.</source>
      <translation>仅列出本厅最近接待的客户（20 位以内）。查询全部请输入两个字以上。</translation>
    </message>
    <message>
      <source>Only if less is paid than is due</source>
      <translation>少收时必填</translation>
    </message>
    <message>
      <source>Only look; nothing can be saved</source>
      <translation>只查看，不能保存</translation>
    </message>
    <message>
      <source>Only the practice reader can lay a card by itself.</source>
      <translation>只有练习读卡器可以由程序放置证件。</translation>
    </message>
    <message>
      <source>Open</source>
      <translation>打开</translation>
    </message>
    <message>
      <source>Open a customer</source>
      <translation>打开客户</translation>
    </message>
    <message>
      <source>Open a sealed copy in an empty place and verify it.</source>
      <translation>在空白位置打开加密备份并校验。</translation>
    </message>
    <message>
      <source>Open an account for a new customer and choose products.</source>
      <translation>为新客户开户并选择产品。</translation>
    </message>
    <message>
      <source>Open customers of another hall</source>
      <translation>打开其他营业厅的客户</translation>
    </message>
    <message>
      <source>Open the customer of this document: {name} · {code}</source>
      <translation>打开该证件的客户：{name} · {code}</translation>
    </message>
    <message>
      <source>Open the kept picture of a document or a face, with a reason for the auditors.</source>
      <translation>说明理由后查看留存的证件影像或现场照片，理由供稽核查阅。</translation>
    </message>
    <message>
      <source>Open this customer</source>
      <translation>打开该客户</translation>
    </message>
    <message>
      <source>Opening a customer holds this form; the top bar brings it back.</source>
      <translation>打开其他客户时，本笔自动挂起，可从顶栏取回。</translation>
    </message>
    <message>
      <source>Opening the paper …</source>
      <translation>正在打开单据…</translation>
    </message>
    <message>
      <source>Opening the recovery key …</source>
      <translation>正在打开恢复密钥…</translation>
    </message>
    <message>
      <source>Opening {name} needs a reason. It is kept on record.</source>
      <translation>查看{name}的资料需要填写理由，并会留痕。</translation>
    </message>
    <message>
      <source>Open…  Ctrl+O</source>
      <translation>打开图片…  Ctrl+O</translation>
    </message>
    <message>
      <source>Order cancelled</source>
      <translation>撤单</translation>
    </message>
    <message>
      <source>Order no.</source>
      <translation>受理单号</translation>
    </message>
    <message>
      <source>Order slip</source>
      <translation>业务受理单</translation>
    </message>
    <message>
      <source>Ordered</source>
      <translation>受理日期</translation>
    </message>
    <message>
      <source>Ordered on {day}.</source>
      <translation>{day} 受理。</translation>
    </message>
    <message>
      <source>Ordered on {day}. It is {n} days late.</source>
      <translation>{day} 受理，已超期 {n} 天。</translation>
    </message>
    <message>
      <source>Orders</source>
      <translation>业务</translation>
    </message>
    <message>
      <source>Ordinary</source>
      <translation>大众</translation>
    </message>
    <message>
      <source>Original identity document of the agent</source>
      <translation>代办人身份证件原件</translation>
    </message>
    <message>
      <source>Original identity document of the guardian</source>
      <translation>监护人身份证件原件</translation>
    </message>
    <message>
      <source>Original identity document of the handler</source>
      <translation>经办人身份证件原件</translation>
    </message>
    <message>
      <source>Original identity document of the holder</source>
      <translation>本人身份证件原件</translation>
    </message>
    <message>
      <source>Original identity document of the new owner</source>
      <translation>新户主身份证件原件</translation>
    </message>
    <message>
      <source>Other customers with the same document</source>
      <translation>同一证件的其他客户</translation>
    </message>
    <message>
      <source>Other document of a unit</source>
      <translation>其他单位证件</translation>
    </message>
    <message>
      <source>Our own numbers</source>
      <translation>本公司编号</translation>
    </message>
    <message>
      <source>Over</source>
      <translation>已结束</translation>
    </message>
    <message>
      <source>Over the limit</source>
      <translation>超过限额</translation>
    </message>
    <message>
      <source>Own income</source>
      <translation>收入声明</translation>
    </message>
    <message>
      <source>Own income counts from {first} to {last} years only. Take the tick out.</source>
      <translation>收入声明仅适用于 {first} 至 {last} 周岁，请取消勾选。</translation>
    </message>
    <message>
      <source>PIN (6 digits)</source>
      <translation>解锁码（6 位数字）</translation>
    </message>
    <message>
      <source>Page {n} of {total}</source>
      <translation>第 {n} 页，共 {total} 页</translation>
    </message>
    <message>
      <source>Page {n} of {total} goes to the printer …</source>
      <translation>正在送打第 {n} 页，共 {total} 页…</translation>
    </message>
    <message>
      <source>Pages of the administration</source>
      <translation>系统管理页面</translation>
    </message>
    <message>
      <source>Paid</source>
      <translation>实收</translation>
    </message>
    <message>
      <source>Paper</source>
      <translation>类型</translation>
    </message>
    <message>
      <source>Paper jam</source>
      <translation>卡纸</translation>
    </message>
    <message>
      <source>Paper no.</source>
      <translation>单号</translation>
    </message>
    <message>
      <source>Papers</source>
      <translation>单据</translation>
    </message>
    <message>
      <source>Papers not printed</source>
      <translation>未出纸单据</translation>
    </message>
    <message>
      <source>Papers of this customer</source>
      <translation>本客户的单据</translation>
    </message>
    <message>
      <source>Parts of the paper</source>
      <translation>单据目录</translation>
    </message>
    <message>
      <source>Password</source>
      <translation>密码</translation>
    </message>
    <message>
      <source>Password again</source>
      <translation>再输一次密码</translation>
    </message>
    <message>
      <source>Password of who confirms</source>
      <translation>确认人密码</translation>
    </message>
    <message>
      <source>Password when the backup was made</source>
      <translation>备份时的密码</translation>
    </message>
    <message>
      <source>Paste</source>
      <translation>粘贴</translation>
    </message>
    <message>
      <source>People whose names may begin alike; a large group hints at a common surname.</source>
      <translation>姓名开头可能相同的人；人数多说明可能是常见姓氏。</translation>
    </message>
    <message>
      <source>People whose surnames may sound the same; the largest groups hint at the commonest surnames.</source>
      <translation>姓氏可能同音的一批人；人数最多的几组可能是常见姓氏。</translation>
    </message>
    <message>
      <source>Per month</source>
      <translation>月费</translation>
    </message>
    <message>
      <source>Permissions</source>
      <translation>权限表</translation>
    </message>
    <message>
      <source>Permit an exception</source>
      <translation>特殊许可</translation>
    </message>
    <message>
      <source>Permit once</source>
      <translation>授权一次</translation>
    </message>
    <message>
      <source>Person</source>
      <translation>人员</translation>
    </message>
    <message>
      <source>Person and document</source>
      <translation>人证核对</translation>
    </message>
    <message>
      <source>Person and document are not alike</source>
      <translation>人证不一致</translation>
    </message>
    <message>
      <source>Personal Information Protection Law</source>
      <translation>《中华人民共和国个人信息保护法》</translation>
    </message>
    <message>
      <source>Phone</source>
      <translation>电话</translation>
    </message>
    <message>
      <source>Phone number</source>
      <translation>电话号码</translation>
    </message>
    <message>
      <source>Phone number of the second contact</source>
      <translation>备用联系人电话</translation>
    </message>
    <message>
      <source>Phone of the second contact</source>
      <translation>备用联系电话</translation>
    </message>
    <message>
      <source>Photo taken here</source>
      <translation>现场照片</translation>
    </message>
    <message>
      <source>Photograph the person.</source>
      <translation>请对准本人拍照。</translation>
    </message>
    <message>
      <source>Picture</source>
      <translation>影像</translation>
    </message>
    <message>
      <source>Picture of the document</source>
      <translation>证件影像</translation>
    </message>
    <message>
      <source>Pictures</source>
      <translation>影像</translation>
    </message>
    <message>
      <source>Pictures (*.jpg *.jpeg *.png *.webp)</source>
      <translation>图片 (*.jpg *.jpeg *.png *.webp)</translation>
    </message>
    <message>
      <source>Pictures kept of this customer</source>
      <translation>该客户的留存影像</translation>
    </message>
    <message>
      <source>Pictures of documents</source>
      <translation>证件影像</translation>
    </message>
    <message>
      <source>Pictures that the customer did not agree to are thrown away.</source>
      <translation>客户未同意留存的影像已丢弃。</translation>
    </message>
    <message>
      <source>Pinyin initials with the last four of a number</source>
      <translation>拼音首字母加号码后四位</translation>
    </message>
    <message>
      <source>Pinyin initials: the first two, three and four</source>
      <translation>拼音首字母：前两位、前三位、前四位</translation>
    </message>
    <message>
      <source>Places</source>
      <translation>处数</translation>
    </message>
    <message>
      <source>Planned maintenance announced before</source>
      <translation>计划检修提前公告</translation>
    </message>
    <message>
      <source>Please bring as well</source>
      <translation>另请携带</translation>
    </message>
    <message>
      <source>Please enter your service password: six digits.</source>
      <translation>请输入您的客户密码（六位数字）。</translation>
    </message>
    <message>
      <source>Please fill in this field.</source>
      <translation>请填写。</translation>
    </message>
    <message>
      <source>Please give the documents back.</source>
      <translation>请归还证件。</translation>
    </message>
    <message>
      <source>Please wait {wait_s} seconds.</source>
      <translation>请等待 {wait_s} 秒。</translation>
    </message>
    <message>
      <source>Policy</source>
      <translation>政策</translation>
    </message>
    <message>
      <source>Port</source>
      <translation>端口</translation>
    </message>
    <message>
      <source>Port of the ID-card reader, such as COM3</source>
      <translation>读卡器端口，如 COM3</translation>
    </message>
    <message>
      <source>Portrait of the chip</source>
      <translation>芯片照片</translation>
    </message>
    <message>
      <source>Post</source>
      <translation>岗位</translation>
    </message>
    <message>
      <source>Potential</source>
      <translation>潜在</translation>
    </message>
    <message>
      <source>Power of attorney</source>
      <translation>授权委托书</translation>
    </message>
    <message>
      <source>Power of attorney signed by the holder</source>
      <translation>本人签字的授权委托书</translation>
    </message>
    <message>
      <source>Powers and proofs</source>
      <translation>授权与证明</translation>
    </message>
    <message>
      <source>Powers and proofs · {n}</source>
      <translation>授权与证明 · {n}</translation>
    </message>
    <message>
      <source>Practice card</source>
      <translation>练习卡</translation>
    </message>
    <message>
      <source>Practice reader with invented cards</source>
      <translation>练习用读卡器（虚构证件）</translation>
    </message>
    <message>
      <source>Prepayment</source>
      <translation>预存款</translation>
    </message>
    <message>
      <source>Press the document at the top that is meant.</source>
      <translation>请先在上方点选要用的证件。</translation>
    </message>
    <message>
      <source>Preview of the paper</source>
      <translation>单据预览</translation>
    </message>
    <message>
      <source>Previous household cancels</source>
      <translation>前住户销户</translation>
    </message>
    <message>
      <source>Print</source>
      <translation>打印</translation>
    </message>
    <message>
      <source>Print Ctrl+P</source>
      <translation>打印 Ctrl+P</translation>
    </message>
    <message>
      <source>Print a paper again; the margin says so.</source>
      <translation>补打单据，页边注明补打。</translation>
    </message>
    <message>
      <source>Print again</source>
      <translation>补打</translation>
    </message>
    <message>
      <source>Print again Ctrl+P</source>
      <translation>补打 Ctrl+P</translation>
    </message>
    <message>
      <source>Print an agreement or a slip for the first time.</source>
      <translation>首次打印服务协议或业务受理单。</translation>
    </message>
    <message>
      <source>Print later</source>
      <translation>稍后打印</translation>
    </message>
    <message>
      <source>Print papers</source>
      <translation>打印单据</translation>
    </message>
    <message>
      <source>Print this sheet …</source>
      <translation>打印本张…</translation>
    </message>
    <message>
      <source>Print to be answered {n}</source>
      <translation>出纸待确认 {n}</translation>
    </message>
    <message>
      <source>Printed</source>
      <translation>打印</translation>
    </message>
    <message>
      <source>Printed askew</source>
      <translation>打印歪斜</translation>
    </message>
    <message>
      <source>Printer</source>
      <translation>打印机</translation>
    </message>
    <message>
      <source>Printer for agreements (A4)</source>
      <translation>协议打印机（A4）</translation>
    </message>
    <message>
      <source>Printer for slips</source>
      <translation>受理单打印机</translation>
    </message>
    <message>
      <source>Printing</source>
      <translation>打印</translation>
    </message>
    <message>
      <source>Printing is being stopped …</source>
      <translation>正在停止打印…</translation>
    </message>
    <message>
      <source>Printing was stopped. Sheets that came out already are void.</source>
      <translation>打印已停止，已出的纸张作废。</translation>
    </message>
    <message>
      <source>Product</source>
      <translation>产品</translation>
    </message>
    <message>
      <source>Products</source>
      <translation>产品</translation>
    </message>
    <message>
      <source>Products and addresses</source>
      <translation>产品与地址</translation>
    </message>
    <message>
      <source>Program</source>
      <translation>程序</translation>
    </message>
    <message>
      <source>Program of the ID-card reader's maker</source>
      <translation>读卡器厂商程序</translation>
    </message>
    <message>
      <source>Proof of discount</source>
      <translation>优惠身份证明</translation>
    </message>
    <message>
      <source>Proof of guardianship</source>
      <translation>监护关系证明</translation>
    </message>
    <message>
      <source>Proof of guardianship, such as the household register</source>
      <translation>监护关系证明，例如户口簿</translation>
    </message>
    <message>
      <source>Proof of the change by the issuing authority, such as the household register</source>
      <translation>发证机关出具的变更证明，例如户口簿</translation>
    </message>
    <message>
      <source>Prospect</source>
      <translation>潜在</translation>
    </message>
    <message>
      <source>Prove</source>
      <translation>验证</translation>
    </message>
    <message>
      <source>Prove a backup</source>
      <translation>验证备份</translation>
    </message>
    <message>
      <source>Prove a backup …</source>
      <translation>验证备份…</translation>
    </message>
    <message>
      <source>Prove two sheets …</source>
      <translation>验证两张恢复单…</translation>
    </message>
    <message>
      <source>Prove who you are with a code by text message, the service password or the identity document.</source>
      <translation>请凭短信验证码、服务密码或身份证件验证身份。</translation>
    </message>
    <message>
      <source>Prove who you are with the service password or the identity document.</source>
      <translation>请凭服务密码或身份证件验证身份。</translation>
    </message>
    <message>
      <source>Public institution certificate</source>
      <translation>事业单位法人证书</translation>
    </message>
    <message>
      <source>Put a form aside and take it back later.</source>
      <translation>暂存单据，稍后取回。</translation>
    </message>
    <message>
      <source>Put aside</source>
      <translation>放弃</translation>
    </message>
    <message>
      <source>Put aside. Nothing of it was kept.</source>
      <translation>已放弃，没有保存任何内容。</translation>
    </message>
    <message>
      <source>Put the card on the reader; typing it is no proof.</source>
      <translation>请将证件放在读卡器上；手工录入不能作为证明。</translation>
    </message>
    <message>
      <source>Put the document under the camera or on the reader; typing it is no proof.</source>
      <translation>请用摄像头拍摄证件或用读卡器读取，手工录入不能作为凭据。</translation>
    </message>
    <message>
      <source>Rare character {said}: can be shown, printed and searched</source>
      <translation>生僻字 {said}，可显示、可打印、可检索</translation>
    </message>
    <message>
      <source>Read agreements</source>
      <translation>查看服务协议</translation>
    </message>
    <message>
      <source>Read from the card · {n} fields</source>
      <translation>读卡已填 {n} 项</translation>
    </message>
    <message>
      <source>Read from the chip</source>
      <translation>已读卡</translation>
    </message>
    <message>
      <source>Read from the document</source>
      <translation>证件内容</translation>
    </message>
    <message>
      <source>Read it to the end. Accepting signs it with your own key; the signature is kept.</source>
      <translation>请读到末尾。接受即以您本人的密钥签名，签名将留存。</translation>
    </message>
    <message>
      <source>Read only for your role</source>
      <translation>本岗位只读</translation>
    </message>
    <message>
      <source>Read or photograph</source>
      <translation>读卡或拍照</translation>
    </message>
    <message>
      <source>Read or photograph  F6</source>
      <translation>读卡或拍照  F6</translation>
    </message>
    <message>
      <source>Read rules and parameters</source>
      <translation>查看规则与参数</translation>
    </message>
    <message>
      <source>Read the agent's card; typing it is not enough for this product.</source>
      <translation>该产品须读取代办人证件，手工录入无效。</translation>
    </message>
    <message>
      <source>Read the approval policies</source>
      <translation>查看审批政策</translation>
    </message>
    <message>
      <source>Read the audit</source>
      <translation>查看审计</translation>
    </message>
    <message>
      <source>Read the card  F2</source>
      <translation>读身份证  F2</translation>
    </message>
    <message>
      <source>Read the catalogue</source>
      <translation>查看产品目录</translation>
    </message>
    <message>
      <source>Read the chain of events with the reasons that people gave.</source>
      <translation>查看操作记录链及填写的理由。</translation>
    </message>
    <message>
      <source>Read the document or type its number.</source>
      <translation>请读取证件或填写证件号码。</translation>
    </message>
    <message>
      <source>Read the service history</source>
      <translation>查看服务记录</translation>
    </message>
    <message>
      <source>Read the user's card; typing it is not enough for a telephone.</source>
      <translation>电话业务须读取使用人证件，手工录入无效。</translation>
    </message>
    <message>
      <source>Read this table</source>
      <translation>查看本表</translation>
    </message>
    <message>
      <source>Read too poorly to be checked. Compare every character.</source>
      <translation>识别不清，无法校验，请逐字核对。</translation>
    </message>
    <message>
      <source>Read what search reveals</source>
      <translation>查看搜索会暴露什么</translation>
    </message>
    <message>
      <source>Read with doubt ({n} %). Compare it with the picture.</source>
      <translation>识别把握不大（{n}%），请与影像核对。</translation>
    </message>
    <message>
      <source>Read within these corners</source>
      <translation>按框选识别</translation>
    </message>
    <message>
      <source>Reader at a serial or USB port</source>
      <translation>串口或 USB 读卡器</translation>
    </message>
    <message>
      <source>Reader with its maker's program</source>
      <translation>使用厂家程序的读卡器</translation>
    </message>
    <message>
      <source>Reading the picture</source>
      <translation>正在识别</translation>
    </message>
    <message>
      <source>Reading this picture takes too long. Take it again, only the card on it.</source>
      <translation>识别时间过长。请重新拍摄，画面中只放证件。</translation>
    </message>
    <message>
      <source>Reading was stopped.</source>
      <translation>已停止读取。</translation>
    </message>
    <message>
      <source>Reading …</source>
      <translation>正在识别…</translation>
    </message>
    <message>
      <source>Reading … {n} more</source>
      <translation>正在识别…还有 {n} 张</translation>
    </message>
    <message>
      <source>Real name: {state}</source>
      <translation>实名状态 {state}</translation>
    </message>
    <message>
      <source>Real-name data is incomplete. Ask for the document and complete it.</source>
      <translation>实名资料不完整，请客户出示证件补全。</translation>
    </message>
    <message>
      <source>Real-name state</source>
      <translation>实名状态</translation>
    </message>
    <message>
      <source>Reason</source>
      <translation>理由</translation>
    </message>
    <message>
      <source>Reason for opening</source>
      <translation>查看理由</translation>
    </message>
    <message>
      <source>Reason for showing {name}</source>
      <translation>查看{name}的理由</translation>
    </message>
    <message>
      <source>Reason of a waiver</source>
      <translation>减免原因</translation>
    </message>
    <message>
      <source>Reason of the decision</source>
      <translation>审批意见</translation>
    </message>
    <message>
      <source>Receipt no.</source>
      <translation>收据号</translation>
    </message>
    <message>
      <source>Received (yuan)</source>
      <translation>实收（元）</translation>
    </message>
    <message>
      <source>Recharge</source>
      <translation>充值</translation>
    </message>
    <message>
      <source>Recognised · to be verified</source>
      <translation>识别录入 · 待核验</translation>
    </message>
    <message>
      <source>Recognised · {n} %</source>
      <translation>识别 {n}%</translation>
    </message>
    <message>
      <source>Recognised; compare with the document</source>
      <translation>识别录入，请与证件核对</translation>
    </message>
    <message>
      <source>Record check of the slip</source>
      <translation>受理单上的记录校验码</translation>
    </message>
    <message>
      <source>Record leaving</source>
      <translation>登记离岗</translation>
    </message>
    <message>
      <source>Record leaving …</source>
      <translation>登记离岗…</translation>
    </message>
    <message>
      <source>Record that a person left</source>
      <translation>登记离岗</translation>
    </message>
    <message>
      <source>Record that {staff_no} {name} left?</source>
      <translation>登记 {staff_no} {name} 离岗？</translation>
    </message>
    <message>
      <source>Record what a customer at the counter wants changed; each change has a slip.</source>
      <translation>受理到厅客户的资料变更，每笔变更都有业务受理单。</translation>
    </message>
    <message>
      <source>Records keeper</source>
      <translation>客户资料管理员</translation>
    </message>
    <message>
      <source>Recovery sheet</source>
      <translation>恢复单</translation>
    </message>
    <message>
      <source>Recovery sheets</source>
      <translation>恢复单</translation>
    </message>
    <message>
      <source>Refuse</source>
      <translation>不同意</translation>
    </message>
    <message>
      <source>Refused</source>
      <translation>不同意</translation>
    </message>
    <message>
      <source>Register Ctrl+Enter</source>
      <translation>提交开户 Ctrl+Enter</translation>
    </message>
    <message>
      <source>Register a customer</source>
      <translation>登记开户</translation>
    </message>
    <message>
      <source>Register a new customer</source>
      <translation>登记新客户</translation>
    </message>
    <message>
      <source>Register this person as a new customer</source>
      <translation>为其登记新客户</translation>
    </message>
    <message>
      <source>Registered address</source>
      <translation>注册地址</translation>
    </message>
    <message>
      <source>Registered: customer {code}, order {n}</source>
      <translation>开户完成：客户 {code}，单号 {n}</translation>
    </message>
    <message>
      <source>Registering …</source>
      <translation>正在提交…</translation>
    </message>
    <message>
      <source>Registration</source>
      <translation>登记开户</translation>
    </message>
    <message>
      <source>Registration in front</source>
      <translation>正在登记的客户</translation>
    </message>
    <message>
      <source>Rejected</source>
      <translation>已驳回</translation>
    </message>
    <message>
      <source>Reject…</source>
      <translation>驳回…</translation>
    </message>
    <message>
      <source>Relation to the holder</source>
      <translation>与客户的关系</translation>
    </message>
    <message>
      <source>Relations</source>
      <translation>关系</translation>
    </message>
    <message>
      <source>Release and go on</source>
      <translation>放行并继续</translation>
    </message>
    <message>
      <source>Released by</source>
      <translation>放行人</translation>
    </message>
    <message>
      <source>Remark</source>
      <translation>备注</translation>
    </message>
    <message>
      <source>Remove a person's keys and password at once; the history stays.</source>
      <translation>立即删除此人的密钥和密码，历史保留。</translation>
    </message>
    <message>
      <source>Remove a scan from the folder once its page is sealed</source>
      <translation>扫描件加密保存后从文件夹中删除</translation>
    </message>
    <message>
      <source>Remove a scanned picture from that folder once its page is sealed</source>
      <translation>扫描图片加密保存后从该文件夹中删除</translation>
    </message>
    <message>
      <source>Renewed</source>
      <translation>已续签</translation>
    </message>
    <message>
      <source>Renewed document</source>
      <translation>证件更新</translation>
    </message>
    <message>
      <source>Repaired within</source>
      <translation>一般故障修复时限</translation>
    </message>
    <message>
      <source>Representative</source>
      <translation>法定代表人</translation>
    </message>
    <message>
      <source>Request no.</source>
      <translation>编号</translation>
    </message>
    <message>
      <source>Requests and decisions</source>
      <translation>变更申请与审批</translation>
    </message>
    <message>
      <source>Requests that waited too long for a decision; nobody decides them any more.</source>
      <translation>等候审批过久的申请，不能再审批。</translation>
    </message>
    <message>
      <source>Reset</source>
      <translation>重置</translation>
    </message>
    <message>
      <source>Reset a password</source>
      <translation>重置密码</translation>
    </message>
    <message>
      <source>Reset password …</source>
      <translation>重置密码…</translation>
    </message>
    <message>
      <source>Reset service password</source>
      <translation>重置客户密码</translation>
    </message>
    <message>
      <source>Reset the password of {staff_no} {name}?</source>
      <translation>重置 {staff_no} {name} 的密码？</translation>
    </message>
    <message>
      <source>Residence permit for Hong Kong, Macau and Taiwan residents</source>
      <translation>港澳台居民居住证</translation>
    </message>
    <message>
      <source>Resident ID card</source>
      <translation>居民身份证</translation>
    </message>
    <message>
      <source>Restore Ctrl+Enter</source>
      <translation>恢复 Ctrl+Enter</translation>
    </message>
    <message>
      <source>Restore a backup</source>
      <translation>恢复备份</translation>
    </message>
    <message>
      <source>Restores a backup into a scratch place, verifies it and throws that away.</source>
      <translation>把备份恢复到临时位置并校验，随后清除。</translation>
    </message>
    <message>
      <source>Restoring and verifying …</source>
      <translation>正在恢复并校验…</translation>
    </message>
    <message>
      <source>Restoring into a scratch place and verifying …</source>
      <translation>正在恢复到临时位置并校验…</translation>
    </message>
    <message>
      <source>Result</source>
      <translation>结果</translation>
    </message>
    <message>
      <source>Resume service</source>
      <translation>复机</translation>
    </message>
    <message>
      <source>Returned to be corrected</source>
      <translation>退回补正</translation>
    </message>
    <message>
      <source>Return…</source>
      <translation>退回补正…</translation>
    </message>
    <message>
      <source>Reveal</source>
      <translation>显示完整内容</translation>
    </message>
    <message>
      <source>Role</source>
      <translation>角色</translation>
    </message>
    <message>
      <source>Roll-backs of the database</source>
      <translation>数据库回退</translation>
    </message>
    <message>
      <source>Rough features without a name; a rare one in a small hall can point at someone.</source>
      <translation>不带姓名的粗略特征；小厅中的少见特征可能指向某个人。</translation>
    </message>
    <message>
      <source>Row</source>
      <translation>行</translation>
    </message>
    <message>
      <source>Rows that are wrong</source>
      <translation>有误的行</translation>
    </message>
    <message>
      <source>Rows that are wrong would be listed here.</source>
      <translation>有误的行会列在这里。</translation>
    </message>
    <message>
      <source>Rule</source>
      <translation>规则</translation>
    </message>
    <message>
      <source>Rules and parameters</source>
      <translation>规则与参数</translation>
    </message>
    <message>
      <source>Rules on registering the real identity of telephone users</source>
      <translation>《电话用户真实身份信息登记规定》</translation>
    </message>
    <message>
      <source>Run what is due</source>
      <translation>执行到期任务</translation>
    </message>
    <message>
      <source>SMS code</source>
      <translation>短信验证码</translation>
    </message>
    <message>
      <source>SMS codes</source>
      <translation>短信验证码发送</translation>
    </message>
    <message>
      <source>Same name and phone</source>
      <translation>同名同电话</translation>
    </message>
    <message>
      <source>Same name and phone as a customer</source>
      <translation>与已有客户同名同电话</translation>
    </message>
    <message>
      <source>Same name and phone as a customer: compare.</source>
      <translation>与已有客户同名同电话，请核对。</translation>
    </message>
    <message>
      <source>Sample people</source>
      <translation>示例人员</translation>
    </message>
    <message>
      <source>Satisfaction calls</source>
      <translation>满意度回访</translation>
    </message>
    <message>
      <source>Save Ctrl+Enter</source>
      <translation>保存 Ctrl+Enter</translation>
    </message>
    <message>
      <source>Save the folder</source>
      <translation>保存文件夹</translation>
    </message>
    <message>
      <source>Save this sheet …</source>
      <translation>保存本张…</translation>
    </message>
    <message>
      <source>Saved. It holds from now on; what it was before is kept.</source>
      <translation>已保存，即时生效；原值保留在历史中。</translation>
    </message>
    <message>
      <source>Saved. It holds from {day} on; what it was before is kept.</source>
      <translation>已保存，自 {day} 起生效；以前的政策已保留。</translation>
    </message>
    <message>
      <source>Saved. The counter leaves its messages there from now on.</source>
      <translation>已保存，本台席的短信今后存放于此。</translation>
    </message>
    <message>
      <source>Saved. The counter reads with it from now on.</source>
      <translation>已保存，本柜台从现在起用它读卡。</translation>
    </message>
    <message>
      <source>Say first whether the photo shows the person on the document.</source>
      <translation>请先判定现场照片与证件是否为同一人。</translation>
    </message>
    <message>
      <source>Say how this person is related to the holder.</source>
      <translation>请填写与客户的关系。</translation>
    </message>
    <message>
      <source>Say that a counter's clock is right although its newest record is later.</source>
      <translation>台席时间早于最近一条记录时，确认时间无误。</translation>
    </message>
    <message>
      <source>Say what each attachment is.</source>
      <translation>请注明每份材料的名称。</translation>
    </message>
    <message>
      <source>Say what happened and why work goes on.</source>
      <translation>请说明发生了什么、为什么继续办理。</translation>
    </message>
    <message>
      <source>Say what this attachment is, such as a power of attorney.</source>
      <translation>请写明附件名称，例如“授权委托书”。</translation>
    </message>
    <message>
      <source>Say where this rule comes from, such as a notice of the operator.</source>
      <translation>请写明规则出处，例如运营商通知的文号。</translation>
    </message>
    <message>
      <source>Say which changes need approval, in how many steps and within what time.</source>
      <translation>设定哪些变更需要审批、审批级数和时限。</translation>
    </message>
    <message>
      <source>Say which reader a counter has: what it tells counts as read from the card.</source>
      <translation>设定柜台用哪台读卡器：它读出的内容按“已读卡”认定。</translation>
    </message>
    <message>
      <source>Say why the sheet is void, such as paper jam.</source>
      <translation>请填写作废原因，如卡纸。</translation>
    </message>
    <message>
      <source>Say why this exception is permitted.</source>
      <translation>请说明许可的理由。</translation>
    </message>
    <message>
      <source>Say why you delegate, such as leave or a meeting.</source>
      <translation>请写明授权原因，例如休假或开会。</translation>
    </message>
    <message>
      <source>Say why you need to see this customer.</source>
      <translation>请填写查看该客户的理由。</translation>
    </message>
    <message>
      <source>Say why: a supervisor has to decide this.</source>
      <translation>请填写原因，此变更须由主管审批。</translation>
    </message>
    <message>
      <source>Say why: the colleague who asked must know what to do.</source>
      <translation>请填写原因，以便申请人知道如何处理。</translation>
    </message>
    <message>
      <source>Scan or type it; empty = given out at installation</source>
      <translation>扫描或输入；不填即装机时登记</translation>
    </message>
    <message>
      <source>Scan to pay</source>
      <translation>扫码支付</translation>
    </message>
    <message>
      <source>Scans are taken</source>
      <translation>扫描件自动取入</translation>
    </message>
    <message>
      <source>Scans lie in that folder unsealed: leave the box ticked, and use it for scans only.</source>
      <translation>该文件夹中的扫描件没有加密：请保持勾选，并且只用来存放扫描件。</translation>
    </message>
    <message>
      <source>Search customers</source>
      <translation>查询客户</translation>
    </message>
    <message>
      <source>Search for a customer</source>
      <translation>查找客户</translation>
    </message>
    <message>
      <source>Search for a customer (F3)</source>
      <translation>查找客户（F3）</translation>
    </message>
    <message>
      <source>Search for a customer with F3. Then type here what is to be changed.</source>
      <translation>请先按 F3 查找客户，再在这里录入要变更的内容。</translation>
    </message>
    <message>
      <source>Search index</source>
      <translation>查询索引</translation>
    </message>
    <message>
      <source>Search may not find this person or unit: look by customer code or phone as well before you register anybody anew, and tell the auditor.</source>
      <translation>搜索可能找不到此人或单位：新登记之前，请再按客户编号或电话查找，并告知稽核员。</translation>
    </message>
    <message>
      <source>Second contact</source>
      <translation>备用联系人</translation>
    </message>
    <message>
      <source>Second place (a folder outside the data; may stay empty)</source>
      <translation>备查文件夹（在数据文件夹之外，可不填）</translation>
    </message>
    <message>
      <source>See and open a customer's agreements and slips.</source>
      <translation>查看并打开客户的服务协议和业务受理单。</translation>
    </message>
    <message>
      <source>See one field in clear for 30 seconds, with a reason for the auditors.</source>
      <translation>填写理由后明文显示一项 30 秒，供稽核查阅。</translation>
    </message>
    <message>
      <source>See pictures of documents</source>
      <translation>查看证件影像</translation>
    </message>
    <message>
      <source>See products, prices and terms.</source>
      <translation>查看产品、价格和条款。</translation>
    </message>
    <message>
      <source>See requests of changes</source>
      <translation>查看变更申请</translation>
    </message>
    <message>
      <source>See the masked panel of a customer; each look is in the audit.</source>
      <translation>查看客户的脱敏资料，每次查看都留痕。</translation>
    </message>
    <message>
      <source>See what a copied database would tell without any key.</source>
      <translation>查看数据库被复制且没有密钥时会泄露什么。</translation>
    </message>
    <message>
      <source>See what each business asks for: papers, approval, time limit.</source>
      <translation>查看各项业务所需材料、审批和时限。</translation>
    </message>
    <message>
      <source>See what was asked for, before and after, and how it was decided.</source>
      <translation>查看申请内容、变更前后和审批结果。</translation>
    </message>
    <message>
      <source>See what was done for a customer, when and by whom.</source>
      <translation>查看何时、由谁、为客户办理了什么。</translation>
    </message>
    <message>
      <source>See which role may do what.</source>
      <translation>查看各岗位的权限。</translation>
    </message>
    <message>
      <source>See which rules hold, their values and their sources.</source>
      <translation>查看现行规则、参数值和依据。</translation>
    </message>
    <message>
      <source>See who works here, in which role and state.</source>
      <translation>查看人员的岗位和状态。</translation>
    </message>
    <message>
      <source>Sent to the printer {name}.</source>
      <translation>已送到打印机 {name}。</translation>
    </message>
    <message>
      <source>Sent {time} by {staff_no}</source>
      <translation>工号 {staff_no} 于 {time} 送打</translation>
    </message>
    <message>
      <source>Serial number: {product}</source>
      <translation>设备序列号：{product}</translation>
    </message>
    <message>
      <source>Serve a customer whom another hall registered.</source>
      <translation>为其他营业厅登记的客户办理业务。</translation>
    </message>
    <message>
      <source>Served now: {name}.</source>
      <translation>当前办理：{name}。</translation>
    </message>
    <message>
      <source>Service</source>
      <translation>系统服务</translation>
    </message>
    <message>
      <source>Service agreement</source>
      <translation>服务协议</translation>
    </message>
    <message>
      <source>Service agreement in two copies</source>
      <translation>服务协议一式两份</translation>
    </message>
    <message>
      <source>Service agreement in two copies, large print</source>
      <translation>服务协议一式两份（大字版）</translation>
    </message>
    <message>
      <source>Service hall</source>
      <translation>营业厅</translation>
    </message>
    <message>
      <source>Service history</source>
      <translation>服务记录</translation>
    </message>
    <message>
      <source>Service is suspended. Ask whether it is to be resumed.</source>
      <translation>客户已停机，请询问是否复机。</translation>
    </message>
    <message>
      <source>Service notices</source>
      <translation>服务通知</translation>
    </message>
    <message>
      <source>Service password</source>
      <translation>服务密码</translation>
    </message>
    <message>
      <source>Service password reset</source>
      <translation>服务密码重置</translation>
    </message>
    <message>
      <source>Service password until now</source>
      <translation>原客户密码</translation>
    </message>
    <message>
      <source>Service resumed after payment within</source>
      <translation>缴费后恢复服务时限</translation>
    </message>
    <message>
      <source>Service rules of the operator</source>
      <translation>运营商业务受理规范</translation>
    </message>
    <message>
      <source>Set corners by hand</source>
      <translation>手动框选</translation>
    </message>
    <message>
      <source>Set service password</source>
      <translation>设置客户密码</translation>
    </message>
    <message>
      <source>Set up this hall</source>
      <translation>设置本营业厅</translation>
    </message>
    <message>
      <source>Set up this hall Ctrl+Enter</source>
      <translation>设置本营业厅 Ctrl+Enter</translation>
    </message>
    <message>
      <source>Set, change or reset the service password</source>
      <translation>设置、修改或重置客户密码</translation>
    </message>
    <message>
      <source>Setting up …</source>
      <translation>正在设置…</translation>
    </message>
    <message>
      <source>Sex</source>
      <translation>性别</translation>
    </message>
    <message>
      <source>Sheet {n}</source>
      <translation>第 {n} 张</translation>
    </message>
    <message>
      <source>Sheets {one} and {other} open the recovery key. Put them back where they are kept.</source>
      <translation>第 {one} 张和第 {other} 张恢复单可以打开恢复密钥。请放回原处保管。</translation>
    </message>
    <message>
      <source>Sheets {one} and {other} were proved good {age} ({at}).</source>
      <translation>第 {one} 张和第 {other} 张恢复单最近一次验证有效：{age}（{at}）。</translation>
    </message>
    <message>
      <source>Show</source>
      <translation>显示</translation>
    </message>
    <message>
      <source>Show for {n} seconds</source>
      <translation>查看 {n} 秒</translation>
    </message>
    <message>
      <source>Show its papers</source>
      <translation>查看单据</translation>
    </message>
    <message>
      <source>Show list</source>
      <translation>返回列表</translation>
    </message>
    <message>
      <source>Show one masked field</source>
      <translation>查看一项脱敏内容</translation>
    </message>
    <message>
      <source>Show request</source>
      <translation>查看申请</translation>
    </message>
    <message>
      <source>Show the password</source>
      <translation>显示密码</translation>
    </message>
    <message>
      <source>Show {name}</source>
      <translation>查看{name}</translation>
    </message>
    <message>
      <source>Sign in</source>
      <translation>登录</translation>
    </message>
    <message>
      <source>Sign in as somebody else</source>
      <translation>换人登录</translation>
    </message>
    <message>
      <source>Sign out</source>
      <translation>签退</translation>
    </message>
    <message>
      <source>Signed</source>
      <translation>已签字</translation>
    </message>
    <message>
      <source>Signed copy of the holder's identity document</source>
      <translation>本人签字的身份证件复印件</translation>
    </message>
    <message>
      <source>Signed on paper, by law.</source>
      <translation>依照法律，须纸质签字。</translation>
    </message>
    <message>
      <source>Signed undertaking</source>
      <translation>签字的承诺书</translation>
    </message>
    <message>
      <source>Signing in …</source>
      <translation>正在登录…</translation>
    </message>
    <message>
      <source>Since your last sign-in: {what}. If you know nothing of it, compare the key with the recovery sheets and tell the auditor.</source>
      <translation>自您上次签到以来：{what}。如您不知情，请与恢复单核对密钥，并告知稽核员。</translation>
    </message>
    <message>
      <source>Since {day}</source>
      <translation>自 {day} 起</translation>
    </message>
    <message>
      <source>Six digits unlock the screen until the end of the day. After three wrong tries the password is asked.</source>
      <translation>6 位数字，当日有效，用于解锁屏幕。连错三次后须输入密码。</translation>
    </message>
    <message>
      <source>Slip</source>
      <translation>业务受理单</translation>
    </message>
    <message>
      <source>Slip if the customer wishes</source>
      <translation>按客户意愿打印受理单</translation>
    </message>
    <message>
      <source>Slip with customer's and file copy (personal data masked)</source>
      <translation>业务受理单：客户联、存档联（隐去个人信息）</translation>
    </message>
    <message>
      <source>Slips: {printer}</source>
      <translation>受理单：{printer}</translation>
    </message>
    <message>
      <source>Small child: the guardian acts and signs</source>
      <translation>不满 8 周岁：由监护人代为办理并签字</translation>
    </message>
    <message>
      <source>Smaller</source>
      <translation>缩小</translation>
    </message>
    <message>
      <source>Social organization certificate</source>
      <translation>社会团体法人登记证书</translation>
    </message>
    <message>
      <source>Somebody changed the policy of this business outside the program. Do not go on with it, and tell the administrator and the auditor.</source>
      <translation>该业务的审批政策在程序之外被改动过。请不要继续办理，并告知系统管理员和稽核员。</translation>
    </message>
    <message>
      <source>Somebody changed the structure of the database outside this program ({n}: {what}). Nobody can work with it, because what is done could leave no trace. Tell the administrator and the auditor: the command 'verify' names every change, and 'put-schema-right' takes them back.</source>
      <translation>有人在本程序之外改动过数据库结构（共 {n} 处：{what}）。此后的操作可能不留痕迹，因此任何人都不能办理业务。请告知系统管理员和稽核员：命令 verify 会逐项列出改动，命令 put-schema-right 可将其改回。</translation>
    </message>
    <message>
      <source>Somebody changed this policy outside the program. Tell the auditor.</source>
      <translation>该政策在程序之外被改动过，请告知稽核员。</translation>
    </message>
    <message>
      <source>Somebody else changed this record in the meantime. Open it again and check.</source>
      <translation>该记录刚被他人修改，请重新打开核对。</translation>
    </message>
    <message>
      <source>Somebody else is in front than when the card was laid on the reader; nothing was taken. Read it again for whom it is: F2.</source>
      <translation>读卡期间已换了客户，读到的证件未采用。请按 F2 重新读卡。</translation>
    </message>
    <message>
      <source>Somebody else stands there already. Take that document out of the form first; this one still lies on the documents tab.</source>
      <translation>该处已有另一人的证件。请先在登记表中撤下，这份证件仍在“证件采集”页。</translation>
    </message>
    <message>
      <source>Somebody is served at this address. Ask what happens to it.</source>
      <translation>该地址有在网用户，请问明如何办理。</translation>
    </message>
    <message>
      <source>Somebody is served at this address. Choose: transfer, additional user, or the previous household cancels.</source>
      <translation>该地址已有在网用户，请选择：过户、增户或前住户销户。</translation>
    </message>
    <message>
      <source>Somebody who is a customer already</source>
      <translation>已是客户的人</translation>
    </message>
    <message>
      <source>Somebody wrote into the database outside this program. Do not work with the record that is named. The auditor looks in the newest good backup what stood there, and decides whether it is restored.</source>
      <translation>有人在本程序之外写入过数据库。请勿使用所列记录。由稽核员在最近一份完好的备份中查看原值，并决定是否恢复。</translation>
    </message>
    <message>
      <source>Something else was asked for than was decided.</source>
      <translation>审批的内容与申请的内容不一致。</translation>
    </message>
    <message>
      <source>Something went wrong in the program. Tell your support: {number}</source>
      <translation>程序出错了。请将此编号告知技术支持：{number}</translation>
    </message>
    <message>
      <source>Source</source>
      <translation>依据</translation>
    </message>
    <message>
      <source>Source of the rule</source>
      <translation>规则出处</translation>
    </message>
    <message>
      <source>Source: {source}</source>
      <translation>依据：{source}</translation>
    </message>
    <message>
      <source>Special hardship</source>
      <translation>特困</translation>
    </message>
    <message>
      <source>Split a merged customer</source>
      <translation>客户拆分</translation>
    </message>
    <message>
      <source>Staff</source>
      <translation>人员</translation>
    </message>
    <message>
      <source>Staff no.</source>
      <translation>工号</translation>
    </message>
    <message>
      <source>Staff number</source>
      <translation>工号</translation>
    </message>
    <message>
      <source>Staff number and role of everybody at work; the name is sealed.</source>
      <translation>所有人员的工号和岗位；姓名已加密。</translation>
    </message>
    <message>
      <source>Staff number of the auditor or administrator</source>
      <translation>稽核员或系统管理员的工号</translation>
    </message>
    <message>
      <source>Staff number of the supervisor</source>
      <translation>值班主管的工号</translation>
    </message>
    <message>
      <source>Staff number of who confirms</source>
      <translation>确认人工号</translation>
    </message>
    <message>
      <source>Staff number {staff_no} is already in use. Choose another one.</source>
      <translation>工号 {staff_no} 已被使用，请换一个。</translation>
    </message>
    <message>
      <source>Staff number {what} became administrator by the recovery codes, with an older version of this program; no signature proves it. If nobody knows of it, tell the auditor.</source>
      <translation>工号 {what} 是在旧版程序中凭恢复码成为管理员的，没有签名可以证明。如无人知晓此事，请告知稽核员。</translation>
    </message>
    <message>
      <source>Standard address of a connection</source>
      <translation>装机标准地址</translation>
    </message>
    <message>
      <source>Standard addresses</source>
      <translation>标准地址</translation>
    </message>
    <message>
      <source>Stands now</source>
      <translation>现在</translation>
    </message>
    <message>
      <source>Start timed work at night; for the machine, not for people.</source>
      <translation>夜间启动定时任务；供系统使用，不供人员使用。</translation>
    </message>
    <message>
      <source>Starting …</source>
      <translation>正在启动…</translation>
    </message>
    <message>
      <source>State</source>
      <translation>状态</translation>
    </message>
    <message>
      <source>Status</source>
      <translation>状态</translation>
    </message>
    <message>
      <source>Statuses and real-name state</source>
      <translation>各类状态与实名状态</translation>
    </message>
    <message>
      <source>Step {n} of {of}</source>
      <translation>第 {n} / {of} 级</translation>
    </message>
    <message>
      <source>Step {n} of {total}: {title}, {state}</source>
      <translation>第 {n} 步，共 {total} 步：{title}，{state}</translation>
    </message>
    <message>
      <source>Step {n}: {verdict} by {name} ({staff_no}) at {time}. {reason}</source>
      <translation>第 {n} 级：{name}（{staff_no}）{time} {verdict}。{reason}</translation>
    </message>
    <message>
      <source>Steps</source>
      <translation>办理步骤</translation>
    </message>
    <message>
      <source>Still missing: {face}</source>
      <translation>还缺：{face}</translation>
    </message>
    <message>
      <source>Stop waiting  F2</source>
      <translation>停止等待  F2</translation>
    </message>
    <message>
      <source>Stop work at this counter and tell the auditor. Leave the data folder as it is. The auditor compares the events with the newest backup that was proved good, and decides whether it is restored.</source>
      <translation>请停止在本台席办理业务并告知稽核员，数据文件夹保持原样。由稽核员与最近一份已验证完好的备份核对，并决定是否恢复。</translation>
    </message>
    <message>
      <source>Stop working with what is named, leave everything as it is, and tell the auditor.</source>
      <translation>请停止使用所列内容，保持原样，并告知稽核员。</translation>
    </message>
    <message>
      <source>Street, estate, building, room</source>
      <translation>路名、小区、栋、房号</translation>
    </message>
    <message>
      <source>Subscription</source>
      <translation>用户</translation>
    </message>
    <message>
      <source>Subscriptions</source>
      <translation>用户业务</translation>
    </message>
    <message>
      <source>Such as 2026-12-01 09:00</source>
      <translation>例如 2026-12-01 09:00</translation>
    </message>
    <message>
      <source>Such as COM3 or /dev/ttyUSB0</source>
      <translation>如 COM3 或 /dev/ttyUSB0</translation>
    </message>
    <message>
      <source>Such as mother, spouse, colleague</source>
      <translation>如母亲、配偶、同事</translation>
    </message>
    <message>
      <source>Supervisor</source>
      <translation>值班主管</translation>
    </message>
    <message>
      <source>Supervisor's password</source>
      <translation>主管密码</translation>
    </message>
    <message>
      <source>Supervisor's staff number</source>
      <translation>主管工号</translation>
    </message>
    <message>
      <source>Surname in pinyin; the first word of a foreign name</source>
      <translation>姓氏拼音；外文姓名的第一个词</translation>
    </message>
    <message>
      <source>Suspend service</source>
      <translation>报停</translation>
    </message>
    <message>
      <source>Suspended</source>
      <translation>报停</translation>
    </message>
    <message>
      <source>Suspended after arrears of</source>
      <translation>欠费停机期限</translation>
    </message>
    <message>
      <source>Switch a rule on or off and change a value, except those fixed by law.</source>
      <translation>启用、停用规则或修改参数值，法定规则除外。</translation>
    </message>
    <message>
      <source>Tables (*.csv)</source>
      <translation>表格 (*.csv)</translation>
    </message>
    <message>
      <source>Tabs</source>
      <translation>功能页</translation>
    </message>
    <message>
      <source>Take again</source>
      <translation>重拍</translation>
    </message>
    <message>
      <source>Take back</source>
      <translation>取回</translation>
    </message>
    <message>
      <source>Take back the authority</source>
      <translation>收回授权</translation>
    </message>
    <message>
      <source>Take back: {form}</source>
      <translation>取回：{form}</translation>
    </message>
    <message>
      <source>Take everything from the document</source>
      <translation>全部以证件为准</translation>
    </message>
    <message>
      <source>Take no money now: this is not done yet. What is due goes on the account when it is done.</source>
      <translation>业务尚未办理，现在请勿收款；办理时费用挂账。</translation>
    </message>
    <message>
      <source>Take out</source>
      <translation>移除</translation>
    </message>
    <message>
      <source>Take out line {n}</source>
      <translation>移除第 {n} 行</translation>
    </message>
    <message>
      <source>Take out: {picture}</source>
      <translation>移除：{picture}</translation>
    </message>
    <message>
      <source>Take picture (Space)</source>
      <translation>拍照（空格键）</translation>
    </message>
    <message>
      <source>Take the document's</source>
      <translation>以证件为准</translation>
    </message>
    <message>
      <source>Take the photo</source>
      <translation>拍现场照片</translation>
    </message>
    <message>
      <source>Take the photo again</source>
      <translation>重拍现场照片</translation>
    </message>
    <message>
      <source>Take this document out</source>
      <translation>撤下此证件</translation>
    </message>
    <message>
      <source>Taken</source>
      <translation>采集时间</translation>
    </message>
    <message>
      <source>Taken back</source>
      <translation>已收回</translation>
    </message>
    <message>
      <source>Taken back. It holds no more.</source>
      <translation>已收回授权。</translation>
    </message>
    <message>
      <source>Taking back</source>
      <translation>业务撤销</translation>
    </message>
    <message>
      <source>Technical contact</source>
      <translation>技术联系人</translation>
    </message>
    <message>
      <source>Telephone</source>
      <translation>电话</translation>
    </message>
    <message>
      <source>Temporary resident ID card</source>
      <translation>临时居民身份证</translation>
    </message>
    <message>
      <source>Terminated</source>
      <translation>已终止</translation>
    </message>
    <message>
      <source>Text size</source>
      <translation>字号</translation>
    </message>
    <message>
      <source>Text size in percent</source>
      <translation>字号（百分比）</translation>
    </message>
    <message>
      <source>That a customer has a service password, how often it was mistyped, and how and in which role somebody was authenticated; no digits.</source>
      <translation>客户是否设有客户密码、输错几次，以及以何种方式、何种身份鉴权；不含任何数字。</translation>
    </message>
    <message>
      <source>That a picture was kept, of which kind and size, and whether the face matched; the picture is sealed.</source>
      <translation>留存过影像、影像的种类和尺寸、人证是否一致；影像本身已加密。</translation>
    </message>
    <message>
      <source>That is not right. {n} tries are left.</source>
      <translation>输入不正确，还可输入 {n} 次。</translation>
    </message>
    <message>
      <source>That somebody is agent, guardian, handler or user for a customer; not who.</source>
      <translation>某客户有代办人、监护人、经办人或使用人；看不出是谁。</translation>
    </message>
    <message>
      <source>That two documents show the same address, so perhaps a household.</source>
      <translation>两份证件的地址相同，可能是一家人。</translation>
    </message>
    <message>
      <source>That two people gave the same phone, so perhaps a household.</source>
      <translation>两人登记了同一电话，可能是一家人。</translation>
    </message>
    <message>
      <source>That two people named the same second contact, so perhaps a family.</source>
      <translation>两人登记了同一备用联系人电话，可能是一家人。</translation>
    </message>
    <message>
      <source>That two phones may have the same first three and last four digits; among a million customers two or three share a token.</source>
      <translation>两个电话号码的前三位和后四位可能相同；一百万客户中，大约两三个号码共用一个索引值。</translation>
    </message>
    <message>
      <source>That two records carry the same number, not which number.</source>
      <translation>两条记录的号码相同；看不出是什么号码。</translation>
    </message>
    <message>
      <source>That two records may be the same person.</source>
      <translation>两条记录可能是同一人。</translation>
    </message>
    <message>
      <source>That two second contacts may have the same first three and last four digits of their phone.</source>
      <translation>两位备用联系人的电话前三位和后四位可能相同。</translation>
    </message>
    <message>
      <source>That was the last try. Use another way.</source>
      <translation>已无剩余次数，请改用其他方式。</translation>
    </message>
    <message>
      <source>The ID-card reader does not answer. Unplug it, plug it in again and read the card again.</source>
      <translation>读卡器没有响应。请拔下后重新插上，再读卡。</translation>
    </message>
    <message>
      <source>The ID-card reader in this computer's settings is not the one that the administrator chose for this counter, so it was not started. Ask the administrator to choose it again, and tell the auditor.</source>
      <translation>本机设置中的读卡器不是管理员为本柜台选定的读卡器，未启动。请管理员重新选定，并告知稽核员。</translation>
    </message>
    <message>
      <source>The ID-card reader in this computer's settings is not the one that was chosen for this counter.</source>
      <translation>本机设置中的读卡器不是为本柜台选定的读卡器。</translation>
    </message>
    <message>
      <source>The ID-card reader is not connected. Check that its plug is in and its light is on.</source>
      <translation>读卡器未连接。请检查接口是否插好、指示灯是否亮。</translation>
    </message>
    <message>
      <source>The ID-card reader is not set up completely. Ask the administrator to check the reader in the settings.</source>
      <translation>读卡器尚未设置完整。请联系管理员检查设置中的读卡器。</translation>
    </message>
    <message>
      <source>The ID-card reader sent something that cannot be used. Read the card again; if it happens again, tell the administrator.</source>
      <translation>读卡器返回的内容无法使用。请重新读卡；如再次出现，请联系管理员。</translation>
    </message>
    <message>
      <source>The ID-card reader's program could not be started. Ask the administrator to check the reader in the settings.</source>
      <translation>读卡器程序无法启动。请联系管理员检查设置中的读卡器。</translation>
    </message>
    <message>
      <source>The ID-card reader's program ended. Read the card again.</source>
      <translation>读卡器程序已退出，请重新读卡。</translation>
    </message>
    <message>
      <source>The ID-card reader's program is of another version. Tell the administrator.</source>
      <translation>读卡器程序版本不符，请联系管理员。</translation>
    </message>
    <message>
      <source>The PIN has six digits.</source>
      <translation>解锁码为六位数字。</translation>
    </message>
    <message>
      <source>The PIN was wrong three times. Sign in with your password.</source>
      <translation>解锁码已输错三次，请用密码登录。</translation>
    </message>
    <message>
      <source>The account is in arrears or blocked. The customer pays what is owed first; then ask for this again.</source>
      <translation>账户欠费或已冻结。请客户先结清欠费，再重新申请。</translation>
    </message>
    <message>
      <source>The administrator chooses the reader, at this counter: Administration, This counter.</source>
      <translation>读卡器由系统管理员在本柜台设定：系统管理 → 本柜台。</translation>
    </message>
    <message>
      <source>The administrators in this backup are not those of this hall: it was not made by this program here. Do not use it, and tell the auditor.</source>
      <translation>此备份中的管理员不是本厅的管理员：它不是由本厅的程序生成的。请勿使用，并告知稽核员。</translation>
    </message>
    <message>
      <source>The ages must rise: signs, own data, own income, adult.</source>
      <translation>年龄须依次不减：共同签字、敏感信息、有收入、成年。</translation>
    </message>
    <message>
      <source>The area code has 4 letters or digits, such as GZ01.</source>
      <translation>区域码为 4 位字母或数字，如 GZ01。</translation>
    </message>
    <message>
      <source>The back was put to {who}. Compare: another document has no back yet.</source>
      <translation>反面已归入{who}。请核对：另有一份证件还没有反面。</translation>
    </message>
    <message>
      <source>The backup could not be restored here: the disk is full or refuses. The folder is empty again.</source>
      <translation>备份无法恢复到此处：磁盘已满或拒绝写入。文件夹已清空。</translation>
    </message>
    <message>
      <source>The backup could not be written: the disk is full, was removed, or refuses. Choose another place and try again.</source>
      <translation>备份未能写入：磁盘已满、已拔出或拒绝写入。请换一个位置重试。</translation>
    </message>
    <message>
      <source>The backup is written ({size} MB). Keep it away from this computer, then prove it.</source>
      <translation>备份完成（{size} MB）。请存放到本机以外，并验证备份。</translation>
    </message>
    <message>
      <source>The backup of {made} is good: it was restored, verified and thrown away again.</source>
      <translation>{made} 的备份有效：已恢复、校验，并清除了临时数据。</translation>
    </message>
    <message>
      <source>The backup opened, but verification found {n} things wrong in it, so nothing was restored. Use an older backup, and tell the auditor.</source>
      <translation>备份可以打开，但核验发现 {n} 处问题，未恢复任何内容。请使用更早的备份，并告知稽核员。</translation>
    </message>
    <message>
      <source>The bank card, where a bank is to debit.</source>
      <translation>办理银行托收的，请带银行卡。</translation>
    </message>
    <message>
      <source>The base has no such address. The administrator adds it: Administration, Products and addresses. Until then fill in the rest and hold the form with F4.</source>
      <translation>地址库中没有此地址。请联系系统管理员添加（系统管理 → 产品与地址）；添加之前，可先填写其他各项，按 F4 挂起本笔，之后取回续办。</translation>
    </message>
    <message>
      <source>The birth date contradicts the number. Compare both with the document.</source>
      <translation>出生日期与证件号码不一致，请与证件核对。</translation>
    </message>
    <message>
      <source>The birth date in the number is no possible day. Compare the digits.</source>
      <translation>号码中的出生日期不存在，请逐位核对。</translation>
    </message>
    <message>
      <source>The birth date lies in the future. Compare it with the document.</source>
      <translation>出生日期晚于今天，请与证件核对。</translation>
    </message>
    <message>
      <source>The camera cannot be used. Close other programs that use it, then try again.</source>
      <translation>摄像头无法使用。请关闭正在使用摄像头的其他程序，然后重试。</translation>
    </message>
    <message>
      <source>The camera did not take the picture. Press again.</source>
      <translation>未拍到照片，请再按一次。</translation>
    </message>
    <message>
      <source>The camera is off.</source>
      <translation>摄像头已关闭。</translation>
    </message>
    <message>
      <source>The camera is starting …</source>
      <translation>正在启动摄像头……</translation>
    </message>
    <message>
      <source>The camera shows nothing. Close other programs that use it, or unplug it and plug it in again.</source>
      <translation>摄像头没有画面。请关闭正在使用摄像头的其他程序，或重新插拔摄像头。</translation>
    </message>
    <message>
      <source>The camera was unplugged. Plug it in again, or choose another one.</source>
      <translation>摄像头已断开。请重新接上，或选择其他摄像头。</translation>
    </message>
    <message>
      <source>The card cannot be read or photographed; its data was typed and compared.</source>
      <translation>证件无法读卡或拍照，已手工录入并核对。</translation>
    </message>
    <message>
      <source>The card is too small on the picture. Take it from nearer.</source>
      <translation>证件在画面中太小，请靠近拍摄。</translation>
    </message>
    <message>
      <source>The card was taken away too early. Lay it on the reader again until it has been read.</source>
      <translation>证件移开过早。请重新放好，读完后再取走。</translation>
    </message>
    <message>
      <source>The certificate has expired. Ask for the present one.</source>
      <translation>证明已过期，请出示现行证明。</translation>
    </message>
    <message>
      <source>The check digit does not fit: a digit was misread, or the document is false.</source>
      <translation>校验位不符：可能识别有误，或证件有问题，请逐位核对。</translation>
    </message>
    <message>
      <source>The check digit does not fit: one digit is wrong. Compare with the card.</source>
      <translation>校验码不符，有一位填错，请与证件核对。</translation>
    </message>
    <message>
      <source>The chip of this card cannot be read. Try once more; otherwise take a picture of the card.</source>
      <translation>证件芯片无法读取。请再试一次；仍不行请拍照采集。</translation>
    </message>
    <message>
      <source>The clerk does it while you wait.</source>
      <translation>营业员当场办理。</translation>
    </message>
    <message>
      <source>The clerk does it while you wait; a colleague reviews it afterwards.</source>
      <translation>营业员当场办理，事后由他人审核。</translation>
    </message>
    <message>
      <source>The clerk sees none of the digits. Tell them to nobody.</source>
      <translation>营业员看不到您输入的数字，请勿告诉任何人。</translation>
    </message>
    <message>
      <source>The clerk sees the same person</source>
      <translation>营业员判定一致</translation>
    </message>
    <message>
      <source>The clock agrees with the newest record. There is nothing to confirm.</source>
      <translation>时间与最近一条记录相符，无需确认。</translation>
    </message>
    <message>
      <source>The clock was behind at this event. Only sign-ins were written until it was right again.</source>
      <translation>此事件时台席时间偏早，时间校准之前只有签到记录。</translation>
    </message>
    <message>
      <source>The code {product} stands twice in the file.</source>
      <translation>编码 {product} 在文件中出现两次。</translation>
    </message>
    <message>
      <source>The codes open something, but no administrator of this hall made it: the recovery key in this database was exchanged. Restore a backup of this hall, and tell the auditor.</source>
      <translation>恢复码能打开一份内容，但它不是本厅管理员所设：此数据库中的恢复密钥已被调换。请恢复本厅的备份，并告知稽核员。</translation>
    </message>
    <message>
      <source>The connection profile asks for a weaker password protection than is allowed. Nothing was sent; tell the administrator.</source>
      <translation>连接配置要求的密码保护强度低于允许的下限。没有发送任何内容，请告知管理员。</translation>
    </message>
    <message>
      <source>The connection profile of this computer is damaged or was changed by hand. Nothing was opened. Ask the administrator for the profile of this hall.</source>
      <translation>本机连接配置已损坏或被改动，未打开任何数据。请向系统管理员索取本厅配置。</translation>
    </message>
    <message>
      <source>The connection profile of this computer is not what the changes of administrators say.</source>
      <translation>本机的连接配置文件与管理员变更记录不符。</translation>
    </message>
    <message>
      <source>The connection was lost before the answer came. Your entries are kept. When it is back, try again: nothing is done twice.</source>
      <translation>连接中断，结果未知。填写内容已保留，恢复后请重试，不会重复办理。</translation>
    </message>
    <message>
      <source>The counter cannot open</source>
      <translation>无法打开</translation>
    </message>
    <message>
      <source>The counter signed what only a person signs, or a person what only the counter signs.</source>
      <translation>只能由人员签名的事件由柜台签了名，或只能由柜台签名的事件由人员签了名。</translation>
    </message>
    <message>
      <source>The customer brings the original identity document.</source>
      <translation>请客户带身份证件原件。</translation>
    </message>
    <message>
      <source>The customer brings the original identity document. A unit brings its licence, and its handler an identity document.</source>
      <translation>请客户带身份证件原件；单位客户带证照原件，经办人带本人身份证件。</translation>
    </message>
    <message>
      <source>The customer did not agree that pictures are kept: they are thrown away.</source>
      <translation>客户不同意留存影像，这些影像不会保存。</translation>
    </message>
    <message>
      <source>The customer did not agree that this picture is kept. Take it out.</source>
      <translation>客户未同意留存此影像，请去掉。</translation>
    </message>
    <message>
      <source>The customer has no mobile phone: document or service password.</source>
      <translation>客户没有手机，请用证件或客户密码鉴权。</translation>
    </message>
    <message>
      <source>The customer has read it. It is a notice, not a consent.</source>
      <translation>客户已阅读（告知，不是同意）</translation>
    </message>
    <message>
      <source>The customer is a minor and has no guardian on record. Add the guardian.</source>
      <translation>客户未成年，尚未登记监护人，请补登监护人。</translation>
    </message>
    <message>
      <source>The customer is a minor. Add the guardian with document and relation.</source>
      <translation>客户为未成年人，请登记监护人的证件和关系。</translation>
    </message>
    <message>
      <source>The customer is authenticated.</source>
      <translation>客户已鉴权。</translation>
    </message>
    <message>
      <source>The customer wants no second contact any more</source>
      <translation>客户不再保留备用联系人</translation>
    </message>
    <message>
      <source>The customer's level, large print, help wanted, no mobile phone.</source>
      <translation>客户级别、大字版、需协助、无手机。</translation>
    </message>
    <message>
      <source>The data folder cannot be opened for writing: the disk is read-only or full, or the folder belongs to somebody else. Nothing was saved. Tell the administrator.</source>
      <translation>数据文件夹无法写入：磁盘只读或已满，或文件夹属于其他帐户。未保存任何内容，请联系系统管理员。</translation>
    </message>
    <message>
      <source>The data folder is on a network drive, where a local database can be damaged. Choose a folder on this computer.</source>
      <translation>数据文件夹在网络盘上，本机数据库可能损坏。请选择本机文件夹。</translation>
    </message>
    <message>
      <source>The data folder {folder} belongs to another account of this computer, {account}, and is closed to yours. Nothing was opened. Work in that account, or start with another folder (--data).</source>
      <translation>数据文件夹 {folder} 属于本机的另一个帐户 {account}，当前帐户无权打开。未打开任何内容。请在该帐户中办理，或用 --data 指定其他文件夹启动。</translation>
    </message>
    <message>
      <source>The data folder {folder} cannot be used: it belongs to somebody else, the disk is read-only or full, or something else stands in the place of {lock}. Nothing was opened. Ask the administrator, or start with another folder (--data).</source>
      <translation>数据文件夹 {folder} 无法使用：属于其他帐户，磁盘只读或已满，或 {lock} 的位置上是别的东西。未打开任何内容。请联系系统管理员，或用 --data 指定其他文件夹启动。</translation>
    </message>
    <message>
      <source>The data is in a file on this computer.</source>
      <translation>数据保存在本机文件中。</translation>
    </message>
    <message>
      <source>The data of this person were deleted for good. Nothing can be added.</source>
      <translation>该客户的数据已永久删除，不能再登记任何内容。</translation>
    </message>
    <message>
      <source>The database cannot be written to, so nothing was saved. Your entries are kept. Tell the administrator.</source>
      <translation>数据库无法写入，未保存。填写内容已保留，请告知系统管理员。</translation>
    </message>
    <message>
      <source>The database file was not checked yet: that follows the day's first sign-in.</source>
      <translation>数据库文件尚未检查：每天首次登录后自动检查。</translation>
    </message>
    <message>
      <source>The database file {name} is damaged, so no backup was made. Stop working, keep the backups that you have, and restore the newest one into an empty data folder.</source>
      <translation>数据库文件 {name} 已损坏，因此没有生成备份。请停止办理业务，保留现有备份，并将最近一次备份恢复到空的数据文件夹。</translation>
    </message>
    <message>
      <source>The database file {name} is damaged. Stop working; what you typed is kept as a draft. Tell the administrator: the newest backup is to be restored into an empty data folder. Never put a file back by hand: {name}-wal and {name}-shm belong to {name}.</source>
      <translation>数据库文件 {name} 已损坏，请停止办理业务；已填写的内容已存为草稿。请通知系统管理员：将最近一次备份恢复到空的数据文件夹。切勿手工放回文件：{name}-wal、{name}-shm 与 {name} 是一体的。</translation>
    </message>
    <message>
      <source>The database file {name} of this hall is missing or empty. Nothing was changed. Bring it back, or restore a backup into an empty data folder.</source>
      <translation>本厅的数据库文件 {name} 不存在或为空，未做任何改动。请找回该文件，或将备份恢复到一个空的数据文件夹。</translation>
    </message>
    <message>
      <source>The database has everything that this counter has seen. There is nothing to release.</source>
      <translation>本台席写入过的记录数据库里都有，无需放行。</translation>
    </message>
    <message>
      <source>The database holds a date or time that cannot be read: it was changed outside this program. Nothing was saved. Tell the administrator to run the verification.</source>
      <translation>数据库中有无法识别的日期或时间：有人在程序之外改动了数据。本次没有保存。请告知管理员校验数据。</translation>
    </message>
    <message>
      <source>The database in this backup is damaged, so nothing was restored: it was damaged when the backup was made. Use an older backup.</source>
      <translation>该备份中的数据库已损坏，因此没有恢复：备份时数据库就已损坏。请使用更早的备份。</translation>
    </message>
    <message>
      <source>The database is being brought up to this version: step {done} of {steps}. Please wait.</source>
      <translation>正在将数据库升级到本版本：第 {done} 步，共 {steps} 步，请稍候。</translation>
    </message>
    <message>
      <source>The database is busy, so nothing was saved. Your entries are kept; try again.</source>
      <translation>数据库忙，未保存。填写内容已保留，请重试。</translation>
    </message>
    <message>
      <source>The database is not of the version that this program makes.</source>
      <translation>数据库的版本不是本程序所用的版本。</translation>
    </message>
    <message>
      <source>The database is released by an auditor, or by an administrator and a supervisor together. Name who is here, with the password.</source>
      <translation>数据库由稽核员放行，或由系统管理员与值班主管一起放行。请填写在场人员的工号和密码。</translation>
    </message>
    <message>
      <source>The database lacks what this computer has seen before: it was replaced by an older one or cut. Nothing was done. Run verify, and tell the auditor; release-rollback lets work go on.</source>
      <translation>数据库里缺少本机曾经写入的记录：它被换成了旧的，或者被截掉了一部分。什么也没有做。请运行 verify 并告知稽核员；用 release-rollback 放行后才能继续。</translation>
    </message>
    <message>
      <source>The database was made by a newer version of this program. Nothing was changed. Install the newer version on this computer.</source>
      <translation>数据库由更新版本的程序建立，未做任何改动。请在本机安装新版本。</translation>
    </message>
    <message>
      <source>The database was not upgraded, because some of its records are not whole ({place}). Nothing was changed. Go on working with the earlier version of this program, and tell the administrator: the newest good backup is to be restored.</source>
      <translation>数据库未能升级：部分记录不完整（{place}）。数据未作任何改动。请继续使用原版本程序，并告知系统管理员：需恢复最近一次完好的备份。</translation>
    </message>
    <message>
      <source>The database was put back to an older state or cut; this event released it and names the lost records. An auditor has seen it.</source>
      <translation>数据库曾被换成旧的或被截掉一部分；这条事件放行了它，并写明缺少哪些记录。稽核员已查看。</translation>
    </message>
    <message>
      <source>The database was put back to an older state or cut; this event released it and names the lost records. No auditor has seen it yet.</source>
      <translation>数据库曾被换成旧的或被截掉一部分；这条事件放行了它，并写明缺少哪些记录。稽核员尚未查看。</translation>
    </message>
    <message>
      <source>The database {name} belongs to another hall than this data folder. Nothing was changed. Restore a backup of this hall into an empty data folder; never put a file back by hand.</source>
      <translation>数据库 {name} 属于其他营业厅，与本数据文件夹不符。未做任何改动。请将本厅的备份恢复到空的数据文件夹，切勿手工放回文件。</translation>
    </message>
    <message>
      <source>The device with its power supply and remote control, or the card.</source>
      <translation>设备及其电源、遥控器，或智能卡。</translation>
    </message>
    <message>
      <source>The devices on loan, and the receipt of the deposit.</source>
      <translation>应退还的设备和押金收据。</translation>
    </message>
    <message>
      <source>The disk could not be read or written, so nothing was saved. Your entries are kept. Tell the administrator before you go on.</source>
      <translation>磁盘读写失败，未保存。填写内容已保留，请先告知系统管理员。</translation>
    </message>
    <message>
      <source>The disk is full, so nothing was saved. Your entries are kept. Free some space on this computer, then try again.</source>
      <translation>磁盘已满，未保存。填写内容已保留，请清理本机磁盘空间后重试。</translation>
    </message>
    <message>
      <source>The district code has 6 digits.</source>
      <translation>行政区划代码为 6 位数字。</translation>
    </message>
    <message>
      <source>The district of a mailing address (six digits), no street.</source>
      <translation>通信地址的区县代码（六位），不含街道。</translation>
    </message>
    <message>
      <source>The document belongs to a customer</source>
      <translation>该证件已有客户</translation>
    </message>
    <message>
      <source>The document expired on {day}. Ask for the new one.</source>
      <translation>证件已于 {day} 到期，请客户出示新证件。</translation>
    </message>
    <message>
      <source>The document expires in {n} days. Remind the customer to renew it.</source>
      <translation>证件 {n} 天后到期，请提醒客户更新。</translation>
    </message>
    <message>
      <source>The document has expired.</source>
      <translation>证件已过期。</translation>
    </message>
    <message>
      <source>The document has expired. Ask for a valid one, such as a new or a temporary ID card.</source>
      <translation>证件已过期，请出示有效证件，如新办或临时身份证。</translation>
    </message>
    <message>
      <source>The document is being used. Wait for the answer first.</source>
      <translation>证件正在使用中，请等待结果。</translation>
    </message>
    <message>
      <source>The document is not valid yet. Compare its first day of validity.</source>
      <translation>证件尚未生效，请核对有效期起。</translation>
    </message>
    <message>
      <source>The document of a unit is not captured again here. Change the unit's data.</source>
      <translation>单位证件不在此处重新采集，请办理单位资料变更。</translation>
    </message>
    <message>
      <source>The document of the customer in service</source>
      <translation>当前客户的证件</translation>
    </message>
    <message>
      <source>The document of this picture is not here any more. Capture the document first; nothing was kept.</source>
      <translation>这张照片所属的证件已不在这里。请先采集证件；照片未留存。</translation>
    </message>
    <message>
      <source>The document on record is up to date: valid to {day}</source>
      <translation>证件信息已更新，有效期至 {day}</translation>
    </message>
    <message>
      <source>The document says something else</source>
      <translation>录入内容与证件不一致</translation>
    </message>
    <message>
      <source>The document shown at registration belongs to this customer.</source>
      <translation>开户时出示的证件属于该客户。</translation>
    </message>
    <message>
      <source>The document shown at the counter belongs to this customer.</source>
      <translation>客户在柜台出示了本人证件。</translation>
    </message>
    <message>
      <source>The document was changed while it was being used. Use it once more.</source>
      <translation>证件在使用中有改动，请再填入一次。</translation>
    </message>
    <message>
      <source>The document was recorded before the lock.</source>
      <translation>锁屏之前，证件已登记完成。</translation>
    </message>
    <message>
      <source>The document was typed</source>
      <translation>证件为手工录入</translation>
    </message>
    <message>
      <source>The document was typed with a supervisor's permit. Capture it now.</source>
      <translation>证件为值班主管许可后手工录入，请当场采集证件。</translation>
    </message>
    <message>
      <source>The draft could not be saved, because the disk is full or cannot be written. What you typed is still on the screen. Free some space on this computer.</source>
      <translation>草稿未能保存：磁盘已满或无法写入。已填内容仍在屏幕上，请清理本机磁盘空间。</translation>
    </message>
    <message>
      <source>The emblem side is missing: {who}</source>
      <translation>国徽面未采集：{who}</translation>
    </message>
    <message>
      <source>The event names a version of a record that is not there.</source>
      <translation>事件所指的记录版本不存在。</translation>
    </message>
    <message>
      <source>The event of this slip is there, but what the counter recorded before it was changed or taken away. Verify the data and tell the auditor; keep the slip.</source>
      <translation>这张受理单对应的记录还在，但此前该台席的记录被改动或删除。请校验数据并告知稽核员，并保存好这张受理单。</translation>
    </message>
    <message>
      <source>The event of this version's operation does not name it.</source>
      <translation>该版本所属操作的事件未列出此版本。</translation>
    </message>
    <message>
      <source>The file cannot be read as text. Choose a CSV or JSON file in UTF-8.</source>
      <translation>无法按文本读取此文件，请选择 UTF-8 编码的 CSV 或 JSON 文件。</translation>
    </message>
    <message>
      <source>The file could not be written there. Choose another place.</source>
      <translation>无法写入该位置，请另选位置。</translation>
    </message>
    <message>
      <source>The file is larger than {limit} MB and was not stored.</source>
      <translation>文件超过 {limit} MB，未保存。</translation>
    </message>
    <message>
      <source>The file is larger than {limit} MB. Split it.</source>
      <translation>文件超过 {limit} MB，请拆分。</translation>
    </message>
    <message>
      <source>The file is too large: at most {n} lines are looked up at once. Split it.</source>
      <translation>文件过大：一次最多查询 {n} 行。请分成几个文件。</translation>
    </message>
    <message>
      <source>The file must hold a JSON list of products, with each field once.</source>
      <translation>文件内容必须是产品的 JSON 列表，每个字段只能出现一次。</translation>
    </message>
    <message>
      <source>The file that says which counter this computer is does not say what the records say of this counter.</source>
      <translation>说明本机是哪个柜台的文件与记录中的本柜台不一致。</translation>
    </message>
    <message>
      <source>The file with the counter's newest number could not be read.</source>
      <translation>存放本台席最新编号的文件读不出来。</translation>
    </message>
    <message>
      <source>The file with the counter's newest number was damaged.</source>
      <translation>存放本台席最新编号的文件已损坏。</translation>
    </message>
    <message>
      <source>The file with the counter's newest number was not there.</source>
      <translation>存放本台席最新编号的文件不见了。</translation>
    </message>
    <message>
      <source>The file workstation.json of this computer does not say of this counter what the records say: it was changed or belongs to another counter. Nothing was done. Ask the administrator to put this counter's own file back, and tell the auditor.</source>
      <translation>本机的 workstation.json 文件与记录中的本柜台不一致：文件被改动，或属于其他柜台。未执行任何操作。请管理员放回本柜台原来的文件，并告知稽核员。</translation>
    </message>
    <message>
      <source>The file workstation.json, which says which counter this computer is, is damaged or missing. Nothing was opened. Ask the administrator to put this counter's own file back.</source>
      <translation>说明本机是哪个柜台的 workstation.json 文件已损坏或缺失，未打开任何数据。请管理员放回本柜台原来的文件。</translation>
    </message>
    <message>
      <source>The file {name} is not a database of this program, or it is damaged. Nothing was changed, and nobody can work with it. Tell the administrator: the newest backup is to be restored into an empty data folder. Never put a file back by hand: {name}-wal and {name}-shm belong to {name}.</source>
      <translation>文件 {name} 不是本程序的数据库，或已损坏。未做任何改动，任何人都不能用它办理业务。请通知系统管理员：将最近一次备份恢复到空的数据文件夹。切勿手工放回文件：{name}-wal、{name}-shm 与 {name} 是一体的。</translation>
    </message>
    <message>
      <source>The first day lies after the last one, or in the future.</source>
      <translation>起始日期晚于截止日期或晚于今天，请核对。</translation>
    </message>
    <message>
      <source>The first password is easy to guess. Let the program make a new one.</source>
      <translation>首次密码容易被猜到，请由程序重新生成。</translation>
    </message>
    <message>
      <source>The first password needs at least {least} characters.</source>
      <translation>初始密码至少需要 {least} 个字符。</translation>
    </message>
    <message>
      <source>The first row must name the columns: {columns}.</source>
      <translation>首行须为列名：{columns}。</translation>
    </message>
    <message>
      <source>The first six digits are no known district. Compare them with the document.</source>
      <translation>前六位不是已知的行政区划代码，请与证件核对。</translation>
    </message>
    <message>
      <source>The form cannot be read at the field {field}.</source>
      <translation>表单的字段 {field} 无法读取。</translation>
    </message>
    <message>
      <source>The form has no such person. Choose on the documents tab for whom the document is.</source>
      <translation>表单中没有这个人。请在证件采集页选择该证件属于谁。</translation>
    </message>
    <message>
      <source>The form is being registered and takes nothing now. The document still lies on the documents tab.</source>
      <translation>本笔正在提交，暂不能填入。证件仍在“证件采集”页。</translation>
    </message>
    <message>
      <source>The form is held. Take it back from the top bar.</source>
      <translation>本笔已挂起，可在顶栏取回。</translation>
    </message>
    <message>
      <source>The form must be one JSON object in UTF-8, with each field once. Nothing was done.</source>
      <translation>表单必须是一个 UTF-8 编码的 JSON 对象，每个字段只能出现一次。未作任何操作。</translation>
    </message>
    <message>
      <source>The form's pictures are still being opened. Try again.</source>
      <translation>表单的影像正在打开，请稍后再试。</translation>
    </message>
    <message>
      <source>The guardian acts for this customer and shows the document.</source>
      <translation>该客户由监护人代办，请监护人出示证件。</translation>
    </message>
    <message>
      <source>The history of the customer being served stands here. Search with F3.</source>
      <translation>这里显示正在服务客户的服务记录。按 F3 查找客户。</translation>
    </message>
    <message>
      <source>The holder has died: only the documents of the family count.</source>
      <translation>户主已故，只凭家属的证明材料办理。</translation>
    </message>
    <message>
      <source>The holder is under {n}: the guardian answers these lines.</source>
      <translation>客户未满 {n} 周岁：以下由监护人逐项答复。</translation>
    </message>
    <message>
      <source>The key file of this workstation (workstation.key) is damaged. Bring it back from a copy, or ask the administrator to set up this workstation again.</source>
      <translation>本工作台的密钥文件（workstation.key）已损坏。请用副本恢复，或请管理员重新设置本工作台。</translation>
    </message>
    <message>
      <source>The key of this record is not one that this hall made.</source>
      <translation>此记录的密钥不是本营业厅生成的。</translation>
    </message>
    <message>
      <source>The key of this record is not there.</source>
      <translation>此记录的密钥不存在。</translation>
    </message>
    <message>
      <source>The key with which this counter signs what happens here.</source>
      <translation>本台席用来给每笔操作签名的密钥。</translation>
    </message>
    <message>
      <source>The keys 1 to 4 answer while this question is framed.</source>
      <translation>此处出现边框时，按 1–4 键直接回答。</translation>
    </message>
    <message>
      <source>The last contact is not that of the service history.</source>
      <translation>最近联系时间与服务记录不符。</translation>
    </message>
    <message>
      <source>The last day lies in the past. Choose today or a later day.</source>
      <translation>日期已过。请填写今天或以后的日期。</translation>
    </message>
    <message>
      <source>The last day must come after the first day of validity. Compare both.</source>
      <translation>有效期止应晚于有效期起，请核对。</translation>
    </message>
    <message>
      <source>The last printed numbers</source>
      <translation>最后打印的编号</translation>
    </message>
    <message>
      <source>The list of administrators in this database is not whole: its beginning is not that of these sheets, or a change that was made is missing. Nothing was changed. Restore a backup of this hall, and tell the auditor.</source>
      <translation>此数据库中的管理员名单不完整：开头与恢复单不符，或缺少已做的变更。未作任何更改。请恢复本厅的备份，并告知稽核员。</translation>
    </message>
    <message>
      <source>The list of papers not printed does not say of this paper what its print jobs say.</source>
      <translation>未出纸清单与该单据的打印记录不一致。</translation>
    </message>
    <message>
      <source>The list of what nobody vouches for does not say what the events say.</source>
      <translation>无人担保的内容清单与事件记录不符。</translation>
    </message>
    <message>
      <source>The list of who looked at what does not say of this event what the event says.</source>
      <translation>查阅记录中该事件的内容与事件所载不符。</translation>
    </message>
    <message>
      <source>The longest waiting first. Nobody decides the own request.</source>
      <translation>按等待时间排序，申请人不能审批自己的申请</translation>
    </message>
    <message>
      <source>The message could not be sent. Use another way, and tell the administrator.</source>
      <translation>短信发送失败，请改用其他方式鉴权，并告知管理员。</translation>
    </message>
    <message>
      <source>The more bits a token has, the better it finds one person among a million, and the more exactly it tells how many people share a value. With few bits several values share a token: it tells less, and finds more people than were asked for.</source>
      <translation>索引值位数越多，越能从一百万人中找准一个人，但也越能看出有多少人的内容相同。位数少时，多个内容共用一个索引值：暴露得少，但查出的人比要找的多。</translation>
    </message>
    <message>
      <source>The new address</source>
      <translation>新邮箱地址</translation>
    </message>
    <message>
      <source>The new number</source>
      <translation>新号码</translation>
    </message>
    <message>
      <source>The new service password holds from now on.</source>
      <translation>新客户密码已生效。</translation>
    </message>
    <message>
      <source>The new service password is the old one. Choose another one.</source>
      <translation>新密码与原密码相同，请另换一组。</translation>
    </message>
    <message>
      <source>The newest change of administrators that a counter has seen is none of those on record.</source>
      <translation>某台席所见的最新一次管理员变更不在记录之中。</translation>
    </message>
    <message>
      <source>The next number of this kind was used before, or lies too far ahead.</source>
      <translation>此类编号的下一个号码已经用过，或者跳得过大。</translation>
    </message>
    <message>
      <source>The notice was acknowledged.</source>
      <translation>告知内容已确认。</translation>
    </message>
    <message>
      <source>The number does not have the form of this document. Compare both.</source>
      <translation>号码不符合该证件的格式，请与证件核对。</translation>
    </message>
    <message>
      <source>The number has {n} digits more than 18.</source>
      <translation>号码多了 {n} 位，应为 18 位。</translation>
    </message>
    <message>
      <source>The number is 17 digits and a last digit or X. Compare it.</source>
      <translation>号码应为 17 位数字加末位数字或 X，请核对。</translation>
    </message>
    <message>
      <source>The number is 18 digits that begin with 9, or 3 letters and 12 digits. Compare it.</source>
      <translation>号码应为 9 开头的 18 位数字，或 3 个字母加 12 位数字，请核对。</translation>
    </message>
    <message>
      <source>The number is {n} digits short of 18.</source>
      <translation>号码还差 {n} 位，应为 18 位。</translation>
    </message>
    <message>
      <source>The number says something else.</source>
      <translation>与证件号码不一致。</translation>
    </message>
    <message>
      <source>The numbers of this area are used up: every restore begins a new million, and after 99 there is none left. Nothing was done. The hall needs a new area code; ask your support.</source>
      <translation>本区域的编号已用完：每次恢复都从下一个百万号段开始，99 次后没有号段可用。未做任何操作。营业厅需要新的区域代码，请联系技术支持。</translation>
    </message>
    <message>
      <source>The operation is not the one that its event tells of.</source>
      <translation>该操作与其事件所述不一致。</translation>
    </message>
    <message>
      <source>The operation that this event tells of is not there.</source>
      <translation>此事件对应的操作不存在。</translation>
    </message>
    <message>
      <source>The order does not charge what the catalogue of that day says of its products.</source>
      <translation>业务受理单的收费与当日产品目录不符。</translation>
    </message>
    <message>
      <source>The original of the valid document is shown</source>
      <translation>出示本人有效证件原件</translation>
    </message>
    <message>
      <source>The originals of the unit's document and of the handler's ID card are shown</source>
      <translation>出示单位证件和经办人身份证原件</translation>
    </message>
    <message>
      <source>The parts of this paper are not the paper that was made.</source>
      <translation>存档单据拼合后与原件不一致。</translation>
    </message>
    <message>
      <source>The passport's first line names another state. Compare name and country.</source>
      <translation>机读区第一行的国家（地区）代码不同，请核对姓名和国籍。</translation>
    </message>
    <message>
      <source>The password contains the staff number. Leave it out.</source>
      <translation>密码中含有工号，请去掉。</translation>
    </message>
    <message>
      <source>The password mostly repeats itself or follows a row of keys or numbers. Several unrelated words make a good one.</source>
      <translation>密码大部分是重复字符，或按键盘、数字的顺序排列。用几个互不相关的词组成的密码较好。</translation>
    </message>
    <message>
      <source>The password needs at least {least} characters: {missing} more.</source>
      <translation>密码至少 {least} 个字符，还差 {missing} 个。</translation>
    </message>
    <message>
      <source>The password was changed elsewhere.</source>
      <translation>密码已在别处修改。</translation>
    </message>
    <message>
      <source>The permit was not used by whom, where and when it was given for, or was not given as it says.</source>
      <translation>授权的使用人、柜台或时间与授权不符，或授权的内容与实际授权不符。</translation>
    </message>
    <message>
      <source>The person gets new keys and a one-time password. Forms that the person kept as drafts cannot be opened any more. Whoever is signed in under this number is signed out.</source>
      <translation>此人将更换密钥并得到一次性密码。原有草稿不能再打开；正用此工号签到的会被签退。</translation>
    </message>
    <message>
      <source>The person who got this permit gave it to themselves.</source>
      <translation>该授权的授权人与被授权人是同一人。</translation>
    </message>
    <message>
      <source>The phone number has {n} digits more than 11.</source>
      <translation>手机号多了 {n} 位，应为 11 位。</translation>
    </message>
    <message>
      <source>The phone number is {n} digits short of 11.</source>
      <translation>手机号还差 {n} 位，应为 11 位。</translation>
    </message>
    <message>
      <source>The photo of the person is taken with the camera at the counter. Take it again.</source>
      <translation>本人照片须在台席用摄像头现场拍摄。请重新拍照。</translation>
    </message>
    <message>
      <source>The picture is blurred. Hold still, or wipe the lens.</source>
      <translation>影像模糊，请放稳或擦净镜头。</translation>
    </message>
    <message>
      <source>The postings of this transaction are not those it was closed with.</source>
      <translation>该交易的分录与完成时不一致。</translation>
    </message>
    <message>
      <source>The postings of this transaction do not sum to zero.</source>
      <translation>该交易的分录合计不为零。</translation>
    </message>
    <message>
      <source>The practice reader has no such card. Choose one from the list.</source>
      <translation>练习读卡器中没有这张证件，请从列表中选择。</translation>
    </message>
    <message>
      <source>The practice reader works in the sample hall only. The administrator chooses this counter's reader.</source>
      <translation>练习读卡器只在示例营业厅可用。本柜台的读卡器由系统管理员设定。</translation>
    </message>
    <message>
      <source>The previous household cancels first. Search for that customer; register the new one afterwards.</source>
      <translation>请先为前住户办理销户：查询该客户，办完后再开户。</translation>
    </message>
    <message>
      <source>The printer took nothing. Check it, choose another one, or print later.</source>
      <translation>打印机没有响应。请检查打印机、换一台，或稍后打印。</translation>
    </message>
    <message>
      <source>The printer took nothing. Check it, or save the sheet.</source>
      <translation>打印机没有响应。请检查打印机，或先保存。</translation>
    </message>
    <message>
      <source>The printer {name} is gone, nothing was printed. Choose another one.</source>
      <translation>打印机 {name} 已不在，没有打印。请另选打印机。</translation>
    </message>
    <message>
      <source>The program is open already, but its window does not answer. Wait a minute and look for it among the open windows. If it stays so, end process {pid} or restart the computer; what was typed is kept as a draft.</source>
      <translation>程序已经打开，但窗口没有响应。请稍候，并在已打开的窗口中查找。如仍无响应，请结束进程 {pid} 或重启电脑；已填写的内容已存为草稿。</translation>
    </message>
    <message>
      <source>The program is open here already, locked by {name}. To go on as somebody else, use the button below; an open form is kept as {name}'s draft.</source>
      <translation>程序已在此打开，由 {name} 锁屏。如需换人办理，请按下方的换人登录；未办完的登记表会作为 {name} 的草稿保留。</translation>
    </message>
    <message>
      <source>The protected part of this version does not open.</source>
      <translation>此版本的加密部分无法打开。</translation>
    </message>
    <message>
      <source>The reader does not know this card. Lay only one card on it: an ID card, a residence permit or a permanent residence card.</source>
      <translation>读卡器不能识别此卡。请只放一张居民身份证、港澳台居民居住证或外国人永久居留身份证。</translation>
    </message>
    <message>
      <source>The reading of the card was stopped.</source>
      <translation>已停止读卡。</translation>
    </message>
    <message>
      <source>The record does not have what this slip says. Compare it with the paper once more. If it was typed right, somebody took back or changed what came before this slip: verify the data and tell the auditor; keep the slip.</source>
      <translation>记录与这张受理单不符。请再与纸质单据核对一次；如果输入无误，说明这张受理单之前的记录被回退或改动：请校验数据并告知稽核员，并保存好这张受理单。</translation>
    </message>
    <message>
      <source>The record is as this slip says: everything that the counter recorded before the slip is still there.</source>
      <translation>记录与这张受理单相符：该台席在此单之前的记录都在。</translation>
    </message>
    <message>
      <source>The record is not as its newest version says.</source>
      <translation>记录与其最新版本不一致。</translation>
    </message>
    <message>
      <source>The record names a supervisor's permit that its operation did not use.</source>
      <translation>记录上写有主管授权，但写入它的操作并未使用该授权。</translation>
    </message>
    <message>
      <source>The record names another person, counter or hall than the operation that wrote it.</source>
      <translation>记录上写的人员、柜台或营业厅，与写入它的操作不一致。</translation>
    </message>
    <message>
      <source>The record of these versions is not there.</source>
      <translation>这些版本对应的记录不存在。</translation>
    </message>
    <message>
      <source>The record of this staff number was not made by an administrator of this hall. Do not work with it; tell the administrator.</source>
      <translation>该工号记录不是本厅系统管理员建立的，请勿使用，并告知系统管理员。</translation>
    </message>
    <message>
      <source>The record went from a status to one that does not follow, or something final was changed.</source>
      <translation>记录的状态变化不合规定，或已定的内容被改动。</translation>
    </message>
    <message>
      <source>The recovery code has a wrong character. Compare each group with the sheet.</source>
      <translation>恢复码中有字符输错，请与恢复单逐组核对。</translation>
    </message>
    <message>
      <source>The recovery key is not as its events tell.</source>
      <translation>恢复密钥与操作记录不符。</translation>
    </message>
    <message>
      <source>The recovery key was changed meanwhile. Try the two codes again.</source>
      <translation>恢复密钥刚刚有变动，请重新输入两个恢复码。</translation>
    </message>
    <message>
      <source>The recovery sheets cannot be written to this folder, or some are there already. Nothing was set up; choose another folder.</source>
      <translation>恢复码单无法写入此文件夹，或其中已有恢复码单。尚未建立营业厅，请另选文件夹。</translation>
    </message>
    <message>
      <source>The recovery sheets may open nothing any more. See that two administrators can sign in, and tell the auditor.</source>
      <translation>恢复单可能已无法使用。请确认有两名系统管理员能够登录，并告知稽核员。</translation>
    </message>
    <message>
      <source>The region in this number is not in the table. Compare the digits.</source>
      <translation>号码中的地区不在代码表内，请核对。</translation>
    </message>
    <message>
      <source>The registration form asks whose document it was given. Answer that first.</source>
      <translation>登记表正在问上一份证件是谁的，请先回答。</translation>
    </message>
    <message>
      <source>The repeated answers of this operation do not count from one, or it is not there.</source>
      <translation>此操作的重复应答没有从一连续编号，或者操作本身不存在。</translation>
    </message>
    <message>
      <source>The request is not the one that was shown. Open it again and compare.</source>
      <translation>申请内容与所显示的不一致，请重新打开核对。</translation>
    </message>
    <message>
      <source>The same address stands in row {other}.</source>
      <translation>与第 {other} 行地址相同。</translation>
    </message>
    <message>
      <source>The same person</source>
      <translation>是同一人</translation>
    </message>
    <message>
      <source>The sample hall has no people.</source>
      <translation>示例营业厅没有人员。</translation>
    </message>
    <message>
      <source>The sample hall is ready</source>
      <translation>示例营业厅已就绪</translation>
    </message>
    <message>
      <source>The scanned picture was taken, but could not be removed from the scanner's folder. Delete it there: it shows a document.</source>
      <translation>已取得扫描图片，但未能从扫描文件夹中删除。图片上有证件，请到该文件夹中手动删除。</translation>
    </message>
    <message>
      <source>The scanner's folder cannot be reached. Look whether its disk or computer is on; scanned pictures are taken again once it is back.</source>
      <translation>无法打开扫描文件夹。请检查所在磁盘或电脑是否已开启；恢复后将继续接收扫描图片。</translation>
    </message>
    <message>
      <source>The screen was locked or the person signed out meanwhile. Nothing was saved. Sign in and do it again.</source>
      <translation>期间已锁屏或已退出登录，本次未保存任何内容。请重新登录后再办理。</translation>
    </message>
    <message>
      <source>The sealed keys and password of this person are not those that the newest event tells of.</source>
      <translation>该人员的加密密钥与密码不是最新事件所记录的那一份。</translation>
    </message>
    <message>
      <source>The search tokens of this person or unit are not those of its records.</source>
      <translation>此人或单位的查询索引值与其资料不符。</translation>
    </message>
    <message>
      <source>The search tokens of this person or unit are not those that were bound: one was deleted, added or moved.</source>
      <translation>此人或单位的查询索引值与操作记录不符：有索引值被删除、添加或移到别人名下。</translation>
    </message>
    <message>
      <source>The second place cannot be written: tell the administrator</source>
      <translation>备查文件夹写不进去，请告知系统管理员</translation>
    </message>
    <message>
      <source>The service password has six digits.</source>
      <translation>客户密码为六位数字。</translation>
    </message>
    <message>
      <source>The service password is locked after {n} wrong tries. It is reset with the document.</source>
      <translation>客户密码连续输错 {n} 次，已锁定，须凭证件原件重置。</translation>
    </message>
    <message>
      <source>The service password is locked.</source>
      <translation>客户密码已锁定。</translation>
    </message>
    <message>
      <source>The setting could not be stored: the disk is full or cannot be written.</source>
      <translation>设置未能保存：磁盘已满或不可写。</translation>
    </message>
    <message>
      <source>The settings file could not be read, so the usual settings are in use. Check language and text size at the top right, and the printer before you print.</source>
      <translation>设置文件无法读取，已改用默认设置。请在右上角核对语言和字号，打印前核对打印机。</translation>
    </message>
    <message>
      <source>The sex contradicts the number. Compare both with the document.</source>
      <translation>性别与证件号码不一致，请与证件核对。</translation>
    </message>
    <message>
      <source>The shared database cannot be reached, so nothing was saved. Your entries are kept. Check the network cable, then try again.</source>
      <translation>无法连接共享数据库，未保存任何内容。您填写的内容已保留。请检查网线后重试。</translation>
    </message>
    <message>
      <source>The shared database's clock says {now}, but the newest record of this counter is of {newest}. Nothing can be saved until the people who run the database correct its clock, or a supervisor or the administrator confirms its time.</source>
      <translation>共享数据库的时间为 {now}，早于本台席最近一条记录的时间 {newest}。请通知数据库维护人员校准；时间无误的，请值班主管或系统管理员确认。在此之前不能办理业务。</translation>
    </message>
    <message>
      <source>The shared database's clock says {now}; the newest record of this counter is of {newest}, {days} days earlier. If the hall was closed, let a supervisor or the administrator confirm the time. If the clock is wrong, tell the people who run the database before papers carry its date.</source>
      <translation>共享数据库的时间为 {now}，本台席最近一条记录的时间为 {newest}，已相隔 {days} 天。如因停业，请值班主管或系统管理员确认时间；如时间有误，请先通知数据库维护人员校准再办理，以免单据日期出错。</translation>
    </message>
    <message>
      <source>The sheets are with three people who keep them in different places.</source>
      <translation>三张恢复单已分交三人，分处保管。</translation>
    </message>
    <message>
      <source>The signature is not by the key its signer had at that time.</source>
      <translation>签名与签名人当时的密钥不符。</translation>
    </message>
    <message>
      <source>The signer decided a request of their own.</source>
      <translation>签名人审批了自己提出的申请。</translation>
    </message>
    <message>
      <source>The signer did to the own staff number what only a colleague does.</source>
      <translation>签名人对自己的工号做了只能由同事办理的操作。</translation>
    </message>
    <message>
      <source>The signer of this event had already left.</source>
      <translation>此事件的签名人当时已离岗。</translation>
    </message>
    <message>
      <source>The signer was not allowed to do this: the role at that time does not have the right.</source>
      <translation>签名人无权这样做：当时的角色没有这项权限。</translation>
    </message>
    <message>
      <source>The slip of the business, and the receipt of what was paid.</source>
      <translation>原业务受理单和缴费收据。</translation>
    </message>
    <message>
      <source>The spoiled sheet is void; the new one is no reprint. Tear the spoiled one up.</source>
      <translation>废纸作废，重打不算补打。请当场撕毁废纸。</translation>
    </message>
    <message>
      <source>The staff number or the password is wrong. Try again in {wait_s} seconds.</source>
      <translation>工号或密码错误，请在 {wait_s} 秒后重试。</translation>
    </message>
    <message>
      <source>The stored paper is not the one that was made. Do not use it; tell the administrator.</source>
      <translation>存档文件与原件不一致，请勿使用，并告知系统管理员。</translation>
    </message>
    <message>
      <source>The stored paper or image of this document is not there.</source>
      <translation>此单据的存档文件或影像不存在。</translation>
    </message>
    <message>
      <source>The stored paper or image was changed.</source>
      <translation>存档的单据或影像被改动过。</translation>
    </message>
    <message>
      <source>The stored picture is not the one that was kept. Do not rely on it; tell the administrator.</source>
      <translation>库中的影像与留存时不一致。请勿采信，并告知管理员。</translation>
    </message>
    <message>
      <source>The structure of the database cannot be put right here ({what}). Nothing was changed. Restore the newest backup from before somebody changed it into an empty data folder, and tell the auditor.</source>
      <translation>数据库结构无法在此改正（{what}），未作任何改动。请将改动之前最近一份备份恢复到空的数据文件夹，并告知稽核员。</translation>
    </message>
    <message>
      <source>The structure of the database is as this program made it.</source>
      <translation>数据库结构与本程序建立的一致。</translation>
    </message>
    <message>
      <source>The supervisor has seen the person and takes the document for theirs.</source>
      <translation>由值班主管当面核对后，认定为本人证件。</translation>
    </message>
    <message>
      <source>The supervisor's permit was used or has expired. Ask for it again.</source>
      <translation>值班主管的许可已使用或已过期，请重新申请。</translation>
    </message>
    <message>
      <source>The terms of this product say the early-termination fee in words that are not computed. Ask the administrator to write them in the usual form.</source>
      <translation>该产品条款中的违约金表述无法计算，请管理员按常用格式填写。</translation>
    </message>
    <message>
      <source>The text {name} that this document was made from is missing or was changed on this computer. Install the program again, then print again.</source>
      <translation>制作这份单据所用的文本 {name} 在本机上缺失或者被改动。请重新安装程序后再打印。</translation>
    </message>
    <message>
      <source>The texts to look for must be lines of UTF-8 in an ordinary file or on the standard input.</source>
      <translation>查询内容须是普通文件或标准输入中的 UTF-8 文本行。</translation>
    </message>
    <message>
      <source>The time is right</source>
      <translation>确认时间无误</translation>
    </message>
    <message>
      <source>The time of this counter</source>
      <translation>本台席时间</translation>
    </message>
    <message>
      <source>The two codes must come from two different sheets.</source>
      <translation>两个恢复码必须来自两张不同的恢复单。</translation>
    </message>
    <message>
      <source>The two entries differ. Enter the new service password again.</source>
      <translation>两次输入不一致，请重新输入新密码。</translation>
    </message>
    <message>
      <source>The two passwords differ.</source>
      <translation>两次输入的密码不一致。</translation>
    </message>
    <message>
      <source>The unit is dissolved: only the documents count.</source>
      <translation>单位已注销，只凭证明材料办理。</translation>
    </message>
    <message>
      <source>The unit's document has expired. Ask for the present one.</source>
      <translation>单位证件已过期，请出示现行证件。</translation>
    </message>
    <message>
      <source>The unit's letter of authority with its seal</source>
      <translation>加盖公章的单位授权书</translation>
    </message>
    <message>
      <source>The version is not the one that the event names.</source>
      <translation>该版本与事件所指的不一致。</translation>
    </message>
    <message>
      <source>The whole database file was checked {age} ({at}): it is not damaged.</source>
      <translation>数据库文件上次全面检查：{age}（{at}），完好。</translation>
    </message>
    <message>
      <source>The wrong passwords counted for this person, or the lock, are not what the events tell.</source>
      <translation>该人员的密码错误次数或锁定状态与事件记录不符。</translation>
    </message>
    <message>
      <source>There are more. Type more to see them.</source>
      <translation>还有更多客户，请再多输入一些。</translation>
    </message>
    <message>
      <source>There are more. Type the building or the room as well.</source>
      <translation>还有更多，请再输入楼栋或房号。</translation>
    </message>
    <message>
      <source>There are no policies here.</source>
      <translation>这里没有政策。</translation>
    </message>
    <message>
      <source>There are no products here.</source>
      <translation>这里还没有产品。</translation>
    </message>
    <message>
      <source>There are no rules here.</source>
      <translation>这里还没有规则。</translation>
    </message>
    <message>
      <source>There are two answers for the numbers of {kind}. Give one.</source>
      <translation>“{kind}”类编号给出了两个答案，请只给一个。</translation>
    </message>
    <message>
      <source>There is already a file of this name. Choose another one.</source>
      <translation>同名文件已存在，请换一个名称。</translation>
    </message>
    <message>
      <source>There is an invisible character ({code}) in this text. Type it again.</source>
      <translation>文字中有看不见的字符（{code}），请重新输入。</translation>
    </message>
    <message>
      <source>There is no card on the reader. Lay the ID card flat on it.</source>
      <translation>读卡器上没有证件，请将身份证平放在读卡区。</translation>
    </message>
    <message>
      <source>There is no customer of this code.</source>
      <translation>没有这个客户标识码的客户。</translation>
    </message>
    <message>
      <source>There is no hall in this data folder. Set one up with init, or name another with --data.</source>
      <translation>此数据文件夹中没有营业厅。请用 init 建立，或用 --data 另行指定。</translation>
    </message>
    <message>
      <source>There is no kind of product called {kind}.</source>
      <translation>没有名为“{kind}”的产品类别。</translation>
    </message>
    <message>
      <source>There is no such day. Compare year, month and day.</source>
      <translation>没有这一天，请核对年、月、日。</translation>
    </message>
    <message>
      <source>There is no such folder. Give the whole path of one that is there.</source>
      <translation>没有此文件夹，请填写已有文件夹的完整路径。</translation>
    </message>
    <message>
      <source>There is no such kind of change. There are: {kinds}.</source>
      <translation>没有这种变更类型。可用的有：{kinds}。</translation>
    </message>
    <message>
      <source>There is no such phone number. Count the digits and compare.</source>
      <translation>没有这样的电话号码，请数一数位数并核对。</translation>
    </message>
    <message>
      <source>There is nothing to hold yet.</source>
      <translation>还没有可挂起的内容。</translation>
    </message>
    <message>
      <source>These digits are among the first that are tried. Choose others.</source>
      <translation>这组数字太常见，容易被猜中，请另换一组。</translation>
    </message>
    <message>
      <source>These digits are part of a phone number on record. Choose others.</source>
      <translation>这组数字取自登记的电话号码，请另换一组。</translation>
    </message>
    <message>
      <source>These digits are part of the birth date. Choose others.</source>
      <translation>这组数字取自出生日期，请另换一组。</translation>
    </message>
    <message>
      <source>These digits are part of the document number. Choose others.</source>
      <translation>这组数字取自证件号码，请另换一组。</translation>
    </message>
    <message>
      <source>These digits follow a pattern that is easy to guess. Choose others.</source>
      <translation>这组数字有规律，容易被猜中，请另换一组。</translation>
    </message>
    <message>
      <source>These postings belong to no transaction that was closed.</source>
      <translation>这些分录不属于任何已完成的交易。</translation>
    </message>
    <message>
      <source>These two codes do not open this database. Check that both sheets are of this operator and not replaced by newer ones.</source>
      <translation>这两个恢复码打不开本数据库。请核对两张恢复单是否属于本运营商，是否已被新的恢复单取代。</translation>
    </message>
    <message>
      <source>This PIN is easily guessed. Choose six digits without a pattern.</source>
      <translation>此解锁码容易被猜中，请选择没有规律的六位数字。</translation>
    </message>
    <message>
      <source>This amount is too large. Check the digits.</source>
      <translation>金额过大，请核对。</translation>
    </message>
    <message>
      <source>This authentication, service password or SMS code is not what its operation may have made of it: tries left out, another way, a reset without document and photo.</source>
      <translation>此项鉴权、客户密码或短信验证码与其操作不符：漏计输错次数、方式不符，或未凭证件和照片重置。</translation>
    </message>
    <message>
      <source>This backup is damaged or was changed, so nothing was restored. Use another copy of it or an older backup.</source>
      <translation>此备份已损坏或被改动，未恢复任何内容。请使用它的另一份副本，或更早的备份。</translation>
    </message>
    <message>
      <source>This balance is not the sum of its postings.</source>
      <translation>该余额与分录合计不一致。</translation>
    </message>
    <message>
      <source>This business cannot be done without it. Change the products or stop.</source>
      <translation>不同意则无法办理本业务，请更换产品或终止办理。</translation>
    </message>
    <message>
      <source>This cannot be done in the customer's present status. Open the customer again.</source>
      <translation>客户当前状态不能办理此项，请重新打开该客户。</translation>
    </message>
    <message>
      <source>This card has just been read. Lift it and lay it on the reader again.</source>
      <translation>此证件刚读过，请拿起后重新放上。</translation>
    </message>
    <message>
      <source>This card is of nobody who is on record for this customer. Compare it with the customer in front.</source>
      <translation>此证件不属于该客户登记的任何人，请与面前的客户核对。</translation>
    </message>
    <message>
      <source>This change of administrators does not follow from those before it.</source>
      <translation>此项管理员变更与之前的变更不衔接。</translation>
    </message>
    <message>
      <source>This check came to no end, because of something that no program of this kind wrote. The other checks were done.</source>
      <translation>因遇到不是本程序写入的内容，此项校验未能完成。其他各项校验均已完成。</translation>
    </message>
    <message>
      <source>This circumstance is not known of this kind of change.</source>
      <translation>该类变更没有这种情形。</translation>
    </message>
    <message>
      <source>This code does not compute. A few real ones don't; compare it with the licence.</source>
      <translation>代码校验不符；少数真实代码也如此，请与执照核对。</translation>
    </message>
    <message>
      <source>This code is not good any more. Send a new one.</source>
      <translation>验证码已失效，请重新发送。</translation>
    </message>
    <message>
      <source>This column is sealed and cannot be sorted.</source>
      <translation>本列已加密，不能排序。</translation>
    </message>
    <message>
      <source>This computer</source>
      <translation>本机</translation>
    </message>
    <message>
      <source>This computer cannot write down how far its numbers were given out, so no new number was given. Check that {folder} can be written and the disk is not full, then try again.</source>
      <translation>本机无法记下编号已用到哪里，因此没有取用新编号。请检查 {folder} 是否可写、磁盘是否已满，然后重试。</translation>
    </message>
    <message>
      <source>This computer does not know which numbers were printed since the backup. Look at the last papers of this hall, so that no number is given out twice.</source>
      <translation>本机不知道备份之后打印过哪些编号。请查看本营业厅最后打印的单据，以免编号重复。</translation>
    </message>
    <message>
      <source>This computer does not know which numbers were printed since the backup. Type the highest one from the last papers, or say that none was printed.</source>
      <translation>本机不知道备份之后打印过哪些编号。请按最后的单据输入最大的一个，或注明从未打印。</translation>
    </message>
    <message>
      <source>This computer has no key store; the counter's own key lies in a private file.</source>
      <translation>本机没有密钥库，台席密钥保存在仅本用户可读的文件中。</translation>
    </message>
    <message>
      <source>This computer has too little free memory to check the password. Close other programs, then try again. This try does not count.</source>
      <translation>本机可用内存不足，无法核对密码。请关闭其他程序后重试。本次不计入错误次数。</translation>
    </message>
    <message>
      <source>This computer is not set up yet.</source>
      <translation>本机尚未设置。</translation>
    </message>
    <message>
      <source>This computer's clock says {now}, but the newest record of this counter is of {newest}. Nothing can be saved until the computer's clock is corrected, or a supervisor or the administrator confirms its time.</source>
      <translation>本机时间为 {now}，早于本台席最近一条记录的时间 {newest}。请校准本机时间；时间无误的，请值班主管或系统管理员确认。在此之前不能办理业务。</translation>
    </message>
    <message>
      <source>This computer's clock says {now}; the newest record of this counter is of {newest}, {days} days earlier. If the hall was closed, let a supervisor or the administrator confirm the time. If the clock is wrong, correct it before papers carry its date.</source>
      <translation>本机时间为 {now}，本台席最近一条记录的时间为 {newest}，已相隔 {days} 天。如因停业，请值班主管或系统管理员确认时间；如时间有误，请先校准本机时间再办理，以免单据日期出错。</translation>
    </message>
    <message>
      <source>This content belongs to no version that was replaced.</source>
      <translation>该内容不属于任何已被替换的版本。</translation>
    </message>
    <message>
      <source>This could not be read.</source>
      <translation>读取失败。</translation>
    </message>
    <message>
      <source>This counter</source>
      <translation>本柜台</translation>
    </message>
    <message>
      <source>This counter did not find the file with its newest number, or could not read it. An auditor has seen it.</source>
      <translation>本台席没有找到存放最新编号的文件，或者读不出来。稽核员已查看。</translation>
    </message>
    <message>
      <source>This counter did not find the file with its newest number, or could not read it. No auditor has seen it yet.</source>
      <translation>本台席没有找到存放最新编号的文件，或者读不出来。稽核员尚未查看。</translation>
    </message>
    <message>
      <source>This counter has already written records that the database does not have: an older copy was put in its place, or it was cut. Customers, orders and papers of that time may be missing.</source>
      <translation>本台席已经写入的记录，数据库里没有：数据库被换成了旧的，或者被截掉了一部分。那段时间的客户、订单和单据可能缺失。</translation>
    </message>
    <message>
      <source>This counter has no ID-card reader; the administrator can set one up. Use a picture.</source>
      <translation>本柜台没有读卡器，可由系统管理员设定。请改用影像。</translation>
    </message>
    <message>
      <source>This counter has worked before, and the file with its newest number was not there or could not be read. If nobody moved it, an older database may have been put in its place. This is on record; tell the auditor.</source>
      <translation>本台席以前办理过业务，但存放最新编号的文件不见了或读不出来。如果没有人动过它，数据库可能被换成了旧的。此事已留下记录，请告知稽核员。</translation>
    </message>
    <message>
      <source>This counter sends no SMS. The administrator chooses the folder for it.</source>
      <translation>本台席未开通短信，请管理员选择短信文件夹。</translation>
    </message>
    <message>
      <source>This customer</source>
      <translation>当前客户</translation>
    </message>
    <message>
      <source>This customer has a service password. It is changed with the old one or reset.</source>
      <translation>该客户已有客户密码，请凭原密码修改，或办理密码重置。</translation>
    </message>
    <message>
      <source>This customer has no papers yet. A registration makes them.</source>
      <translation>该客户还没有单据，办理登记开户后生成。</translation>
    </message>
    <message>
      <source>This customer has no service password yet.</source>
      <translation>该客户尚未设置客户密码。</translation>
    </message>
    <message>
      <source>This customer has nothing in this field.</source>
      <translation>该客户没有登记这项内容。</translation>
    </message>
    <message>
      <source>This customer has several accounts. Choose the subscription first.</source>
      <translation>该客户有多个账户，请先选择用户。</translation>
    </message>
    <message>
      <source>This customer is no longer served. Ask before you start any business.</source>
      <translation>该客户已不在网，办理业务前请先询问。</translation>
    </message>
    <message>
      <source>This customer is no longer served: only the document counts.</source>
      <translation>该客户已不在网，只凭证件原件办理。</translation>
    </message>
    <message>
      <source>This customer {time}</source>
      <translation>本次办理 {time}</translation>
    </message>
    <message>
      <source>This customer's document was not captured here for this service. Capture it first.</source>
      <translation>本次服务未在此采集该客户的证件，请先采集。</translation>
    </message>
    <message>
      <source>This customer's records are open. A second product for an existing customer is not offered in this version yet.</source>
      <translation>已打开该客户资料。本版本暂不支持老客户加办业务。</translation>
    </message>
    <message>
      <source>This data folder is already set up. Choose another one.</source>
      <translation>该数据文件夹已初始化，请换一个。</translation>
    </message>
    <message>
      <source>This data folder is open in the window of another account of this computer, {account}. Nothing was opened here. Go on there, or close the program there and start again.</source>
      <translation>本数据文件夹正由本机另一个帐户 {account} 的窗口使用，这里未打开任何内容。请到该帐户中继续办理，或先在那里关闭程序，再重新启动。</translation>
    </message>
    <message>
      <source>This date lies in the future.</source>
      <translation>该日期晚于今天。</translation>
    </message>
    <message>
      <source>This day has not come yet. Type the day of the installation.</source>
      <translation>该日期还没有到，请输入实际竣工日期。</translation>
    </message>
    <message>
      <source>This day is more than a year away. Compare the year.</source>
      <translation>该日期在一年以后，请核对年份。</translation>
    </message>
    <message>
      <source>This delegation is over already.</source>
      <translation>该授权已经结束。</translation>
    </message>
    <message>
      <source>This device is on record for subscription {number}. Compare the serial number with the device; if it is right, clear up first at which of the two it stands.</source>
      <translation>该设备已登记在用户 {number} 名下。请核对设备上的序列号；序列号无误的，请先查明设备装在哪一户。</translation>
    </message>
    <message>
      <source>This document already belongs to a customer. Open that customer instead.</source>
      <translation>该证件已登记客户，请打开已有客户。</translation>
    </message>
    <message>
      <source>This document belongs to a customer already: {name} · {code}. Nobody is registered twice, and a second product for an existing customer is not offered in this version yet.</source>
      <translation>该证件已有客户：{name} · {code}。不能重复登记；本版本暂不支持老客户加办业务。</translation>
    </message>
    <message>
      <source>This document belongs to somebody else. Nothing was filled in.</source>
      <translation>这是另一个人的证件，尚未填入任何内容。</translation>
    </message>
    <message>
      <source>This document is for Chinese citizens. Choose passport instead.</source>
      <translation>该证件仅限中国公民，请改选护照。</translation>
    </message>
    <message>
      <source>This document is on record under another name. Compare name and number with the card.</source>
      <translation>该证件号在系统中登记的是另一姓名，请与证件核对姓名和号码。</translation>
    </message>
    <message>
      <source>This document is on record under another name. Compare the name.</source>
      <translation>该证件号已用其他姓名登记，请核对姓名。</translation>
    </message>
    <message>
      <source>This event asks to be judged by older rules than an event before it: it is forged.</source>
      <translation>该事件要求按比前面的事件更旧的规则判定：它是伪造的。</translation>
    </message>
    <message>
      <source>This event carries out a request that its kind cannot carry out, or that its maker could not make.</source>
      <translation>该事件执行了这种操作不能执行的申请，或申请人无权提出的申请。</translation>
    </message>
    <message>
      <source>This event does not follow the one before it.</source>
      <translation>此事件与前一事件不衔接。</translation>
    </message>
    <message>
      <source>This event does not say whether its operation was done or refused.</source>
      <translation>该事件没有写明操作是已办理还是被拒绝。</translation>
    </message>
    <message>
      <source>This event is judged by rules that this program does not have. If a newer program wrote it, verify with that one.</source>
      <translation>本程序没有判定该事件所依据的规则。如果它是由新版程序写入的，请用新版程序校验。</translation>
    </message>
    <message>
      <source>This event was edited.</source>
      <translation>此事件被改动过。</translation>
    </message>
    <message>
      <source>This event was written for another hall than the signer's.</source>
      <translation>该事件写在了签名人所属营业厅以外的营业厅名下。</translation>
    </message>
    <message>
      <source>This event's columns do not say what it says itself.</source>
      <translation>此事件的各列与事件正文不一致。</translation>
    </message>
    <message>
      <source>This file cannot be opened. Copy it to this computer, then choose it again.</source>
      <translation>无法打开该文件。请复制到本机后重新选择。</translation>
    </message>
    <message>
      <source>This file cannot be read.</source>
      <translation>文件无法读取。</translation>
    </message>
    <message>
      <source>This file cannot be shown; it is not a readable PDF.</source>
      <translation>无法显示：不是可读取的 PDF 文件。</translation>
    </message>
    <message>
      <source>This file holds something else beside the picture. Take or scan it again.</source>
      <translation>文件里除图片外还有其他内容。请重新拍摄或扫描。</translation>
    </message>
    <message>
      <source>This file is larger than {n} MB. Save the picture smaller.</source>
      <translation>文件超过 {n} MB。请缩小后再保存。</translation>
    </message>
    <message>
      <source>This file is no longer there. Choose it again.</source>
      <translation>文件已不存在，请重新选择。</translation>
    </message>
    <message>
      <source>This file is not a backup of this program. Choose another.</source>
      <translation>此文件不是本程序的备份，请另选。</translation>
    </message>
    <message>
      <source>This folder cannot be used: name one outside the data folder, from the root on, in which every account of this counter may write.</source>
      <translation>这个文件夹不能用：请填写数据文件夹之外的完整路径，本台席的各个系统账户都要能写入。</translation>
    </message>
    <message>
      <source>This hall worked before, here or on another computer, and its data is to come back.</source>
      <translation>本营业厅曾在本机或其他电脑上使用，现在要恢复数据。</translation>
    </message>
    <message>
      <source>This hall works on a shared database. Its backups are made on the server by the people who run it.</source>
      <translation>本厅使用共享数据库，备份由服务器维护人员在服务器上进行。</translation>
    </message>
    <message>
      <source>This hall works on a shared database. Its backups are made on the server.</source>
      <translation>本厅使用共享数据库，备份在服务器上进行。</translation>
    </message>
    <message>
      <source>This is a customer already; a second product for an existing customer is not offered in this version yet.</source>
      <translation>该证件已有客户；本版本暂不支持老客户加办业务。</translation>
    </message>
    <message>
      <source>This is a folder. Choose the picture files inside it.</source>
      <translation>这是文件夹，请选择其中的图片文件。</translation>
    </message>
    <message>
      <source>This is a number of another kind. Look at the paper again.</source>
      <translation>这是另一类编号，请再看一下单据。</translation>
    </message>
    <message>
      <source>This is a unit's document and the form is a person's. Choose Business in step 1, or hold the form first.</source>
      <translation>这是单位证件，而当前是个人登记表。请在第 1 步选择单位客户，或先挂起本笔。</translation>
    </message>
    <message>
      <source>This is an unusual term for this document. Compare both dates with it.</source>
      <translation>有效期年限与该证件通常不符，请与证件核对。</translation>
    </message>
    <message>
      <source>This is done at once, and a supervisor looks at it afterwards.</source>
      <translation>此项先办后审，主管事后审核。</translation>
    </message>
    <message>
      <source>This is done with the identity document only, by law.</source>
      <translation>依照规定，该业务只能凭身份证件办理。</translation>
    </message>
    <message>
      <source>This is never done before somebody else approved it. Choose approval, or none.</source>
      <translation>该业务不得先办后审，请选择先审批后办理或当场办结。</translation>
    </message>
    <message>
      <source>This is no JPEG, PNG or WebP picture. Save it as one of these.</source>
      <translation>这不是 JPEG、PNG 或 WebP 图片。请另存为其中一种格式。</translation>
    </message>
    <message>
      <source>This is no customer code. Scan or type the member's customer code.</source>
      <translation>不是客户标识码，请扫描或填写成员的客户标识码。</translation>
    </message>
    <message>
      <source>This is no number of ours. Scan the barcode or compare it with the paper.</source>
      <translation>不是本公司的编号，请扫描条码或与纸质单据核对。</translation>
    </message>
    <message>
      <source>This is no standard address. Choose one from the list.</source>
      <translation>这不是标准地址，请从列表中选择。</translation>
    </message>
    <message>
      <source>This is no whole JPEG picture and was not kept. Take it again.</source>
      <translation>影像不是完整的 JPEG 图片，未留存。请重新拍摄。</translation>
    </message>
    <message>
      <source>This is not after the beginning. Type a later time.</source>
      <translation>结束时间应晚于开始时间，请填写更晚的时间。</translation>
    </message>
    <message>
      <source>This is not done in the present status of the subscription. Look at the subscription again.</source>
      <translation>用户当前状态不能办理此业务，请重新查看用户。</translation>
    </message>
    <message>
      <source>This is not the PIN of this session. Tries left: {left}.</source>
      <translation>解锁码不正确，还可再试 {left} 次。</translation>
    </message>
    <message>
      <source>This is not the device on record. Compare the serial number with it.</source>
      <translation>与登记的设备不符，请核对序列号。</translation>
    </message>
    <message>
      <source>This is not the password that the person had when the backup was made. Nothing was restored.</source>
      <translation>这不是该人员在制作备份时的密码。未恢复任何内容。</translation>
    </message>
    <message>
      <source>This is not the record check of a slip. It stands at the foot of the slip: a number, a hyphen and eight digits or letters from A to F, such as 1234-AB12CD34.</source>
      <translation>这不是受理单的记录校验码。它印在受理单页脚：一个数字、一个连字符，再加八位数字或字母 A 至 F，例如 1234-AB12CD34。</translation>
    </message>
    <message>
      <source>This is the document of the unit in service. What it says newly is recorded by a change of the unit's data; nothing was changed.</source>
      <translation>这是当前客户单位的证件。本版本不在这里更新单位证件，未作任何更改。</translation>
    </message>
    <message>
      <source>This is the holder's own document. Another person must act here.</source>
      <translation>这是客户本人的证件，此处须为他人。</translation>
    </message>
    <message>
      <source>This is too long to search for. Type less of it.</source>
      <translation>内容过长，请缩短后再查。</translation>
    </message>
    <message>
      <source>This is what a person sees who has a copy of the database file and no password. With a password of this hall, more opens: see Permissions.</source>
      <translation>以下是拿到数据库文件副本、但没有密码的人能看到的内容。有本厅密码的人能看到更多，见“权限表”。</translation>
    </message>
    <message>
      <source>This is what is on record already. Nothing was changed.</source>
      <translation>与当前登记的内容相同，未作变更。</translation>
    </message>
    <message>
      <source>This is you. Ask another administrator to change it.</source>
      <translation>这是您本人，请由其他管理员办理。</translation>
    </message>
    <message>
      <source>This key belongs to no record, or is there twice.</source>
      <translation>此密钥不属于任何记录，或者重复出现。</translation>
    </message>
    <message>
      <source>This key was taken from this person or replaced, and is there again.</source>
      <translation>此密钥已从该人员处收回或更换，现在又出现了。</translation>
    </message>
    <message>
      <source>This kind of change has other fields: {fields}.</source>
      <translation>这种变更的项目为：{fields}。</translation>
    </message>
    <message>
      <source>This list of codes is not the one of this program.</source>
      <translation>此代码表与本程序的不一致。</translation>
    </message>
    <message>
      <source>This member is listed already. Take the line out.</source>
      <translation>该成员已在列表中，请删去此行。</translation>
    </message>
    <message>
      <source>This names a field that the form does not have. Take it out.</source>
      <translation>这里写了表单中没有的栏目，请删去。</translation>
    </message>
    <message>
      <source>This needs the original document. Read it first.</source>
      <translation>办理此业务须凭证件原件，请先读取证件。</translation>
    </message>
    <message>
      <source>This number is of the area {other}; the numbers of this hall begin with {own}.</source>
      <translation>这个编号属于区域 {other}；本营业厅的编号以 {own} 开头。</translation>
    </message>
    <message>
      <source>This number range is not known to be in use. Ask the customer again.</source>
      <translation>该号段未见使用，请与客户再次核对。</translation>
    </message>
    <message>
      <source>This number was already used for another request. Start again.</source>
      <translation>该操作号已用于其他申请，请重新办理。</translation>
    </message>
    <message>
      <source>This number was first given out for {told}, not {country}. Compare both with the card.</source>
      <translation>该号码首次签发时的国籍为 {told}，不是 {country}，请与证件核对。</translation>
    </message>
    <message>
      <source>This one does not wait any more. Choose another one.</source>
      <translation>这一项已不是待装机状态，请另选一项。</translation>
    </message>
    <message>
      <source>This paper was already printed. Ask a supervisor to print it again.</source>
      <translation>该单据已打印过，补打请找值班主管。</translation>
    </message>
    <message>
      <source>This paper was printed in the meantime, perhaps at another counter. Nothing was printed now. Look at its state, then print it again if it is still needed.</source>
      <translation>该单据刚刚已打印过，可能是其他台席打印的。本次没有打印。请先查看出纸情况，确有需要再补打。</translation>
    </message>
    <message>
      <source>This part of the database's structure is not there.</source>
      <translation>数据库结构中缺少这一部分。</translation>
    </message>
    <message>
      <source>This part of the database's structure was changed.</source>
      <translation>数据库结构中的这一部分被改动过。</translation>
    </message>
    <message>
      <source>This part of the database's structure was not made by this program.</source>
      <translation>数据库结构中的这一部分不是本程序建立的。</translation>
    </message>
    <message>
      <source>This password is one of the first that are tried. Choose another one.</source>
      <translation>此密码过于常见，最先会被猜到，请另选一个。</translation>
    </message>
    <message>
      <source>This person could not open backups when this one was made. It takes an administrator or an auditor of the same operator.</source>
      <translation>制作此备份时，该人员无权打开备份。须由同一运营商的管理员或稽核员操作。</translation>
    </message>
    <message>
      <source>This person left. Keys and password are gone; the history stays.</source>
      <translation>此人已离岗。密钥和密码已删除，历史保留。</translation>
    </message>
    <message>
      <source>This person or unit is listed as waiting for search tokens and does not wait.</source>
      <translation>该客户被列为等待重建查询标记，其实并不需要。</translation>
    </message>
    <message>
      <source>This person was deleted for good, and protected parts of old versions are there again.</source>
      <translation>该人员的数据已永久删除，旧版本中受保护的内容却又出现。</translation>
    </message>
    <message>
      <source>This person was deleted for good, and the key is there again.</source>
      <translation>该人员的数据已永久删除，其密钥却又出现。</translation>
    </message>
    <message>
      <source>This phone number was changed within the last 24 hours and serves no code yet. Use the document or the service password.</source>
      <translation>该号码变更不满 24 小时，暂不能接收验证码，请用证件或客户密码鉴权。</translation>
    </message>
    <message>
      <source>This picture belongs to a person who is not on the form. Take it out.</source>
      <translation>此影像所属的人不在表单中，请去掉。</translation>
    </message>
    <message>
      <source>This picture cannot be shown.</source>
      <translation>无法显示该图片。</translation>
    </message>
    <message>
      <source>This picture could not be read. Take it again, or type what stands there.</source>
      <translation>图片无法识别。请重新拍摄，或手工录入。</translation>
    </message>
    <message>
      <source>This picture has more than {n} megapixels. Save it smaller.</source>
      <translation>图片像素过多（超过 {n} 兆）。请缩小后再保存。</translation>
    </message>
    <message>
      <source>This picture is damaged or not complete. Take or scan it again.</source>
      <translation>图片已损坏或不完整。请重新拍摄或扫描。</translation>
    </message>
    <message>
      <source>This picture is larger than {limit} KB and was not kept.</source>
      <translation>影像超过 {limit} KB,未留存。</translation>
    </message>
    <message>
      <source>This picture is too small to read anything. Take it from nearer.</source>
      <translation>图片太小，无法识别。请靠近一些重新拍摄。</translation>
    </message>
    <message>
      <source>This picture lies in the network. Save it on this computer first.</source>
      <translation>这是网络上的图片，请先保存到本机。</translation>
    </message>
    <message>
      <source>This picture moves. Give a picture that stands still.</source>
      <translation>这是动态图片。请使用静态图片。</translation>
    </message>
    <message>
      <source>This product cannot be delivered at this address. Choose another product or address.</source>
      <translation>该地址无法开通此产品，请另选产品或地址。</translation>
    </message>
    <message>
      <source>This product cannot be read; look at {field}.</source>
      <translation>此产品无法读取，请检查 {field}。</translation>
    </message>
    <message>
      <source>This product is not delivered at this address. Choose another address.</source>
      <translation>该地址不能提供此产品，请另选地址。</translation>
    </message>
    <message>
      <source>This product is not for this kind of customer. Choose another.</source>
      <translation>该产品不适用于此类客户，请另选产品。</translation>
    </message>
    <message>
      <source>This product is not sold any more. Register a product of today.</source>
      <translation>该产品已停售，请办理在售产品。</translation>
    </message>
    <message>
      <source>This product needs a better real-name state. Read the customer's document first.</source>
      <translation>该产品要求更高的实名状态，请先读取客户证件。</translation>
    </message>
    <message>
      <source>This product needs a document read by the card reader. Read the card; typing it is not enough.</source>
      <translation>该产品须读取证件，手工录入无效，请读卡。</translation>
    </message>
    <message>
      <source>This product needs an identity that was verified online.</source>
      <translation>该产品须先联网核验身份。</translation>
    </message>
    <message>
      <source>This product needs the customer's document. Read or type it.</source>
      <translation>该产品须登记客户证件，请读取或填写。</translation>
    </message>
    <message>
      <source>This program has no operation of this kind: the event is forged.</source>
      <translation>本程序没有这种操作：该事件是伪造的。</translation>
    </message>
    <message>
      <source>This public key is not the one that set-up made.</source>
      <translation>此公钥不是初始化时生成的公钥。</translation>
    </message>
    <message>
      <source>This purpose is not on the consent form.</source>
      <translation>同意书中没有此项。</translation>
    </message>
    <message>
      <source>This record breaks a rule of its table.</source>
      <translation>这条记录违反了所在表的规则。</translation>
    </message>
    <message>
      <source>This record is no longer there. Search again and open it anew.</source>
      <translation>该记录已不存在，请重新查询后打开。</translation>
    </message>
    <message>
      <source>This record was written without a version.</source>
      <translation>此记录写入时没有留下版本。</translation>
    </message>
    <message>
      <source>This request asked for fewer decisions than the policy that was in force then.</source>
      <translation>这份申请要求的审批少于当时生效的审批政策。</translation>
    </message>
    <message>
      <source>This request cannot be corrected here. Ask for each of its changes anew.</source>
      <translation>这份申请不能在此改正，请对各项变更分别重新申请。</translation>
    </message>
    <message>
      <source>This request does not wait any more. Look at the list again.</source>
      <translation>该申请已不在待审批状态，请刷新列表。</translation>
    </message>
    <message>
      <source>This request has ended. Ask for the change anew.</source>
      <translation>这笔申请已经结束，请重新申请变更。</translation>
    </message>
    <message>
      <source>This request was carried out, booked or ended without the decisions of others that it needed.</source>
      <translation>这份申请未经所需的他人审批即已生效、预约或结束。</translation>
    </message>
    <message>
      <source>This row cannot be read as CSV.</source>
      <translation>此行不是有效的CSV。</translation>
    </message>
    <message>
      <source>This row has {given} columns instead of {wanted}.</source>
      <translation>此行有 {given} 列，应为 {wanted} 列。</translation>
    </message>
    <message>
      <source>This rule has no value.</source>
      <translation>此规则没有参数值。</translation>
    </message>
    <message>
      <source>This rule is law ({source}): nobody can change it or switch it off.</source>
      <translation>此规则为法定要求（{source}），任何人都不能修改或停用。</translation>
    </message>
    <message>
      <source>This rule is law. It cannot be changed or switched off.</source>
      <translation>此规则为法定要求，不能修改或停用。</translation>
    </message>
    <message>
      <source>This rule is on</source>
      <translation>启用此规则</translation>
    </message>
    <message>
      <source>This staff number is locked after {tries} wrong passwords. Ask a supervisor or the administrator to unlock it; if you have forgotten your password, ask for a reset.</source>
      <translation>该工号已连续输错 {tries} 次密码，现已锁定。请主管或管理员解锁；忘记密码的，请管理员重置。</translation>
    </message>
    <message>
      <source>This staff number is no longer in use.</source>
      <translation>该工号已停用。</translation>
    </message>
    <message>
      <source>This text is {n} characters long; {limit} is the most that fits. Shorten it.</source>
      <translation>现有 {n} 个字，最多 {limit} 个字，请缩短。</translation>
    </message>
    <message>
      <source>This value cannot be read, or is none that this program writes. Everything else was checked.</source>
      <translation>这个值无法读取，或不是本程序会写入的值。其余部分均已校验。</translation>
    </message>
    <message>
      <source>This version was edited.</source>
      <translation>此版本被改动过。</translation>
    </message>
    <message>
      <source>This waits for an installation after a move, which is not taken back. Have it installed, or move it again.</source>
      <translation>该用户移机后正待装机，移机不能撤单。请先完成装机，或再次移机。</translation>
    </message>
    <message>
      <source>This workstation has seen another event under this number.</source>
      <translation>本台席在此编号下见过的是另一事件。</translation>
    </message>
    <message>
      <source>This workstation has seen this event, and it is gone: the end of the chain was cut off or an older database was put in place.</source>
      <translation>本台席曾见过此事件，现已不存在：记录链末尾被截去，或数据库被换成了旧的。</translation>
    </message>
    <message>
      <source>Three letters, such as USA or KOR</source>
      <translation>三位字母，如 USA、KOR</translation>
    </message>
    <message>
      <source>Throw away what was typed</source>
      <translation>丢弃已填内容</translation>
    </message>
    <message>
      <source>Time</source>
      <translation>时间</translation>
    </message>
    <message>
      <source>Time limit</source>
      <translation>时限</translation>
    </message>
    <message>
      <source>Time limit in hours</source>
      <translation>时限（小时）</translation>
    </message>
    <message>
      <source>Times</source>
      <translation>时间</translation>
    </message>
    <message>
      <source>To be signed</source>
      <translation>待签字</translation>
    </message>
    <message>
      <source>To be verified</source>
      <translation>待核验</translation>
    </message>
    <message>
      <source>To bring besides the papers</source>
      <translation>除材料外需携带</translation>
    </message>
    <message>
      <source>To conclude and fulfil the agreement and for real-name registration the operator handles name, document, address, phone, and the record of services and fees; without them it cannot provide the service. They are kept encrypted in the country, during the service and {n} years after its end. The customer may look at them, have them copied, corrected or deleted, and withdraw any consent of parts 2 and 3. In full: the agreement's clause Processing of personal information.</source>
      <translation>为订立和履行协议、履行实名登记义务，本公司处理姓名、证件、住址、电话和业务与费用记录；拒绝提供则无法提供服务。以上信息加密保存于境内，期限为服务期间及服务终止后 {n} 年。客户可以查阅、复制、更正、删除，并可随时撤回②③两部分的任何一项同意。全文见协议“个人信息处理规则”条款。</translation>
    </message>
    <message>
      <source>To decide {n}</source>
      <translation>待审批 {n}</translation>
    </message>
    <message>
      <source>To keep pictures of both sides, photograph them as well: they join this document.</source>
      <translation>如需留存两面影像，请再拍照，会并入本证件。</translation>
    </message>
    <message>
      <source>To sign</source>
      <translation>须签字</translation>
    </message>
    <message>
      <source>To whom</source>
      <translation>授权给</translation>
    </message>
    <message>
      <source>Today or a later day</source>
      <translation>今天或以后的日期</translation>
    </message>
    <message>
      <source>Tokens for searching</source>
      <translation>查询索引值</translation>
    </message>
    <message>
      <source>Told apart</source>
      <translation>区分程度</translation>
    </message>
    <message>
      <source>Transfer</source>
      <translation>过户</translation>
    </message>
    <message>
      <source>Transfer by a guardian</source>
      <translation>监护人代办过户</translation>
    </message>
    <message>
      <source>Transfer to another owner</source>
      <translation>过户</translation>
    </message>
    <message>
      <source>Transfer, owner absent</source>
      <translation>过户（原户主不到场）</translation>
    </message>
    <message>
      <source>Transfer, owner deceased</source>
      <translation>过户（原户主去世）</translation>
    </message>
    <message>
      <source>Try again</source>
      <translation>重试</translation>
    </message>
    <message>
      <source>Try it with sample data</source>
      <translation>用示例数据试用</translation>
    </message>
    <message>
      <source>Turned down</source>
      <translation>未办理</translation>
    </message>
    <message>
      <source>Two events have the same number: the chain was forked.</source>
      <translation>两个事件编号相同：记录链被分叉。</translation>
    </message>
    <message>
      <source>Two of the three sheets must open the recovery key. Nothing is used up by it.</source>
      <translation>三张恢复单中的任意两张应能打开恢复密钥。验证后恢复单仍然有效。</translation>
    </message>
    <message>
      <source>Type 2 letters or more: initials or full pinyin.</source>
      <translation>请输入 2 个以上字母：首字母或全拼。</translation>
    </message>
    <message>
      <source>Type 4 characters or more of the number.</source>
      <translation>请输入编号的 4 位以上。</translation>
    </message>
    <message>
      <source>Type a name, phone, document number, address or one of our numbers.</source>
      <translation>请输入姓名、电话、证件号、地址或本公司编号。</translation>
    </message>
    <message>
      <source>Type a part, such as the estate, building and room; choose with ↓ and Enter</source>
      <translation>输入小区、栋、房号的一部分，用 ↓ 和 Enter 选择</translation>
    </message>
    <message>
      <source>Type a whole number from {least} to {most}.</source>
      <translation>请输入 {least} 至 {most} 的整数。</translation>
    </message>
    <message>
      <source>Type day and time: 2026-12-01 09:00.</source>
      <translation>请填写日期和时间，例如 2026-12-01 09:00。</translation>
    </message>
    <message>
      <source>Type it, or scan with a reader that types</source>
      <translation>输入，或用键盘式读卡器扫入</translation>
    </message>
    <message>
      <source>Type one line of 1 to {most} characters.</source>
      <translation>请输入一行文字，1 至 {most} 个字符。</translation>
    </message>
    <message>
      <source>Type one line of at most {most} characters.</source>
      <translation>请填写一行，不超过 {most} 个字。</translation>
    </message>
    <message>
      <source>Type or scan the serial number of the device that the customer gets.</source>
      <translation>请输入或扫描发给客户的设备序列号。</translation>
    </message>
    <message>
      <source>Type or scan the serial number of the device that was installed.</source>
      <translation>请输入或扫描所装设备的序列号。</translation>
    </message>
    <message>
      <source>Type the address as on the document.</source>
      <translation>请按证件填写住址。</translation>
    </message>
    <message>
      <source>Type the address to which letters go.</source>
      <translation>请填写通信地址。</translation>
    </message>
    <message>
      <source>Type the amount in yuan with at most two decimals, such as 128.50.</source>
      <translation>请填写金额（元），最多两位小数，如 128.50。</translation>
    </message>
    <message>
      <source>Type the birth date as on the document.</source>
      <translation>请按证件填写出生日期。</translation>
    </message>
    <message>
      <source>Type the date as year, month, day: 2016-12-15.</source>
      <translation>请按年、月、日填写日期，如 2016-12-15。</translation>
    </message>
    <message>
      <source>Type the last 4 digits of phone or document, or a whole number.</source>
      <translation>请输入电话或证件末 4 位，或完整号码。</translation>
    </message>
    <message>
      <source>Type the last day of validity as on the document, or 长期.</source>
      <translation>请按证件填写有效期止，或填“长期”。</translation>
    </message>
    <message>
      <source>Type the legal representative or the person in charge.</source>
      <translation>请填写法定代表人或负责人。</translation>
    </message>
    <message>
      <source>Type the name as on the document.</source>
      <translation>请按证件填写姓名。</translation>
    </message>
    <message>
      <source>Type the name of the unit as on its document.</source>
      <translation>请按证件填写单位名称。</translation>
    </message>
    <message>
      <source>Type the number of the certificate that proves the discount.</source>
      <translation>请填写优惠证明的证件编号。</translation>
    </message>
    <message>
      <source>Type the number of the receipt.</source>
      <translation>请填写收据号。</translation>
    </message>
    <message>
      <source>Type the phone number of the person who acts.</source>
      <translation>请填写办理人的联系电话。</translation>
    </message>
    <message>
      <source>Type the phone number, or tick 'no mobile phone'.</source>
      <translation>请填写电话，或勾选“无手机”。</translation>
    </message>
    <message>
      <source>Type the phone of the second contact.</source>
      <translation>请录入备用联系人的电话。</translation>
    </message>
    <message>
      <source>Type the relation in one usual word, such as mother, spouse, colleague or other.</source>
      <translation>请用常用词填写关系，如“母亲”“配偶”“同事”“其他”。</translation>
    </message>
    <message>
      <source>Type the unit's full name as on its licence.</source>
      <translation>请按执照填写单位全称。</translation>
    </message>
    <message>
      <source>Type the whole address as on the document, not only numbers.</source>
      <translation>请按证件填写完整地址，不能只填数字。</translation>
    </message>
    <message>
      <source>Type what it is from now on.</source>
      <translation>请填写变更后的内容。</translation>
    </message>
    <message>
      <source>Type who it is from now on.</source>
      <translation>请录入新的备用联系人。</translation>
    </message>
    <message>
      <source>Type whose phone it is.</source>
      <translation>请录入该电话是谁的。</translation>
    </message>
    <message>
      <source>Typed</source>
      <translation>手工录入</translation>
    </message>
    <message>
      <source>Typed now</source>
      <translation>本次录入</translation>
    </message>
    <message>
      <source>Typed; it was read as {text}</source>
      <translation>手工更正，原识别为 {text}</translation>
    </message>
    <message>
      <source>Under contract</source>
      <translation>在合约期内</translation>
    </message>
    <message>
      <source>Under this document {limit} telephone cards are in use already.</source>
      <translation>该证件名下在用电话卡已达 {limit} 张。</translation>
    </message>
    <message>
      <source>Under this document: users {n} · telephones {held}/{limit}</source>
      <translation>本证件名下 用户 {n} · 电话 {held}/{limit}</translation>
    </message>
    <message>
      <source>Unified social credit code</source>
      <translation>统一社会信用代码</translation>
    </message>
    <message>
      <source>Unified social credit code certificate</source>
      <translation>统一社会信用代码证书</translation>
    </message>
    <message>
      <source>Unit</source>
      <translation>单位</translation>
    </message>
    <message>
      <source>Unlock</source>
      <translation>解锁</translation>
    </message>
    <message>
      <source>Unlock a person</source>
      <translation>解锁人员</translation>
    </message>
    <message>
      <source>Unlock with your password.</source>
      <translation>请用密码解锁。</translation>
    </message>
    <message>
      <source>Until</source>
      <translation>至</translation>
    </message>
    <message>
      <source>Until now</source>
      <translation>历史版本</translation>
    </message>
    <message>
      <source>Update the document on record</source>
      <translation>更新已登记证件</translation>
    </message>
    <message>
      <source>Urge</source>
      <translation>催办</translation>
    </message>
    <message>
      <source>Urged</source>
      <translation>催办</translation>
    </message>
    <message>
      <source>Use of the address</source>
      <translation>地址办理方式</translation>
    </message>
    <message>
      <source>Use the PIN</source>
      <translation>改用解锁码</translation>
    </message>
    <message>
      <source>Use the middle dot · (U+00B7) between the parts of the name.</source>
      <translation>姓名各部分之间请用间隔号“·”(U+00B7)。</translation>
    </message>
    <message>
      <source>Use the password</source>
      <translation>改用密码</translation>
    </message>
    <message>
      <source>Use this PIN</source>
      <translation>使用此解锁码</translation>
    </message>
    <message>
      <source>Use this password</source>
      <translation>使用此密码</translation>
    </message>
    <message>
      <source>User</source>
      <translation>使用人</translation>
    </message>
    <message>
      <source>User of {product}</source>
      <translation>{product} 使用人</translation>
    </message>
    <message>
      <source>Users / accounts</source>
      <translation>用户/帐户</translation>
    </message>
    <message>
      <source>Valid</source>
      <translation>有效</translation>
    </message>
    <message>
      <source>Valid from</source>
      <translation>有效期起</translation>
    </message>
    <message>
      <source>Valid to</source>
      <translation>有效期至</translation>
    </message>
    <message>
      <source>Value</source>
      <translation>参数值</translation>
    </message>
    <message>
      <source>Verified online</source>
      <translation>已联网核验</translation>
    </message>
    <message>
      <source>Verify and backup</source>
      <translation>校验与备份</translation>
    </message>
    <message>
      <source>Verify now</source>
      <translation>立即校验</translation>
    </message>
    <message>
      <source>Verify the data</source>
      <translation>数据校验</translation>
    </message>
    <message>
      <source>Verifying …</source>
      <translation>正在校验…</translation>
    </message>
    <message>
      <source>Versions before this one are missing.</source>
      <translation>此版本之前的版本缺失。</translation>
    </message>
    <message>
      <source>Video on demand</source>
      <translation>点播</translation>
    </message>
    <message>
      <source>Virtual card</source>
      <translation>虚拟卡</translation>
    </message>
    <message>
      <source>Visit at home</source>
      <translation>上门</translation>
    </message>
    <message>
      <source>Void</source>
      <translation>作废</translation>
    </message>
    <message>
      <source>Void, print again</source>
      <translation>作废并重打</translation>
    </message>
    <message>
      <source>Waiting</source>
      <translation>待装机</translation>
    </message>
    <message>
      <source>Waiting for approval</source>
      <translation>待审批</translation>
    </message>
    <message>
      <source>Waiting for my decision</source>
      <translation>待我审批</translation>
    </message>
    <message>
      <source>Waiting for review</source>
      <translation>待审核</translation>
    </message>
    <message>
      <source>Waits</source>
      <translation>等待</translation>
    </message>
    <message>
      <source>Waits for a key</source>
      <translation>待发密钥</translation>
    </message>
    <message>
      <source>Waits for the key to: {names}. It is handed on when somebody who holds it signs in.</source>
      <translation>待发密钥：{names}。持有该密钥的人签到时自动转发。</translation>
    </message>
    <message>
      <source>Waived</source>
      <translation>减免</translation>
    </message>
    <message>
      <source>Way of paying</source>
      <translation>支付方式</translation>
    </message>
    <message>
      <source>What</source>
      <translation>内容</translation>
    </message>
    <message>
      <source>What each business asks for: papers, approval, time limit. What to bring is made of it.</source>
      <translation>各项业务所需材料、审批和时限，办理须知由此生成。</translation>
    </message>
    <message>
      <source>What happened, and why work goes on</source>
      <translation>发生了什么，为什么继续办理</translation>
    </message>
    <message>
      <source>What happens here?</source>
      <translation>如何办理？</translation>
    </message>
    <message>
      <source>What is it?</source>
      <translation>材料名称</translation>
    </message>
    <message>
      <source>What is searched</source>
      <translation>查询内容</translation>
    </message>
    <message>
      <source>What is stored in clear</source>
      <translation>未加密的内容</translation>
    </message>
    <message>
      <source>What is wrong</source>
      <translation>问题</translation>
    </message>
    <message>
      <source>What is wrong would be listed here. Press 'Verify now' to look.</source>
      <translation>发现的问题会列在这里。请按“立即校验”。</translation>
    </message>
    <message>
      <source>What it allows</source>
      <translation>允许的操作</translation>
    </message>
    <message>
      <source>What it tells</source>
      <translation>会暴露什么</translation>
    </message>
    <message>
      <source>What kind of change was asked for, by whom in which role, when, and how it was decided; not what was to change.</source>
      <translation>申请了哪类变更、由谁以何身份申请、何时申请、如何审批；不含变更内容。</translation>
    </message>
    <message>
      <source>What search reveals</source>
      <translation>搜索会暴露什么</translation>
    </message>
    <message>
      <source>What stands on the document</source>
      <translation>证件上的原文</translation>
    </message>
    <message>
      <source>What stored papers have in common is not there: papers that begin with it cannot be shown.</source>
      <translation>存档单据的公共部分缺失，用到它的单据无法显示。</translation>
    </message>
    <message>
      <source>What stored papers have in common was changed: papers that begin with it cannot be shown.</source>
      <translation>存档单据的公共部分被改动过，用到它的单据无法显示。</translation>
    </message>
    <message>
      <source>What the camera sees</source>
      <translation>摄像头画面</translation>
    </message>
    <message>
      <source>What the hall sells, and the standard addresses where it can be installed.</source>
      <translation>本厅在售的产品，以及可装机的标准地址。</translation>
    </message>
    <message>
      <source>What the service needs</source>
      <translation>提供服务所必需的信息</translation>
    </message>
    <message>
      <source>What this computer takes cards with. The choice goes into the chain of events.</source>
      <translation>本机用什么读取证件。更改会写入审计记录。</translation>
    </message>
    <message>
      <source>What this paper says is not there.</source>
      <translation>此单据的内容缺失。</translation>
    </message>
    <message>
      <source>What this paper says was changed.</source>
      <translation>此单据的内容被改动过。</translation>
    </message>
    <message>
      <source>What this picture is</source>
      <translation>材料名称</translation>
    </message>
    <message>
      <source>What this version said is not there.</source>
      <translation>该版本的内容缺失。</translation>
    </message>
    <message>
      <source>What to bring</source>
      <translation>办理须知</translation>
    </message>
    <message>
      <source>What was captured before is kept at the top. Press it to go on with it.</source>
      <translation>之前采集的证件保留在上方，点选后可继续使用。</translation>
    </message>
    <message>
      <source>What was done</source>
      <translation>业务</translation>
    </message>
    <message>
      <source>What was done, over which channel, and what was agreed to or refused.</source>
      <translation>办理了什么、来源渠道、同意或拒绝了什么。</translation>
    </message>
    <message>
      <source>What was due and paid, and how.</source>
      <translation>应收、实收和支付方式。</translation>
    </message>
    <message>
      <source>What was paid is more than what is due, or less without a reason on record.</source>
      <translation>实收多于应收，或少于应收而没有登记原因。</translation>
    </message>
    <message>
      <source>What was typed here is thrown away.</source>
      <translation>此处已填内容将被丢弃。</translation>
    </message>
    <message>
      <source>What was written is not what the request had asked for and others had approved.</source>
      <translation>写入的内容与申请并经他人审批的内容不一致。</translation>
    </message>
    <message>
      <source>What was written with this event is not what the event says: a version or another row is missing, added or exchanged.</source>
      <translation>与该事件一同写入的内容与事件所载不符：有版本或其他记录缺失、多出或被调换。</translation>
    </message>
    <message>
      <source>When</source>
      <translation>时间</translation>
    </message>
    <message>
      <source>When something was registered, changed, printed or begins and ends.</source>
      <translation>登记、变更、打印的时间，以及起止日期。</translation>
    </message>
    <message>
      <source>Where</source>
      <translation>位置</translation>
    </message>
    <message>
      <source>Where a customer can complain further</source>
      <translation>进一步申诉渠道</translation>
    </message>
    <message>
      <source>Where it is approved first: decided within {hours} hours.</source>
      <translation>需要审批的，{hours} 小时内审批。</translation>
    </message>
    <message>
      <source>Where letters go from now on</source>
      <translation>今后寄送信件的地址</translation>
    </message>
    <message>
      <source>Whether a customer, account or connection is active, and how it was verified.</source>
      <translation>客户、帐户、用户是否有效，以及实名方式。</translation>
    </message>
    <message>
      <source>Whether the address can be served</source>
      <translation>地址是否可安装</translation>
    </message>
    <message>
      <source>Whether the data is as it was written, and whether it would survive this computer.</source>
      <translation>数据是否与写入时一致，本机损坏后能否找回。</translation>
    </message>
    <message>
      <source>Which dwellings are connected; the person behind is sealed, but a household is a small group.</source>
      <translation>哪些住户已接入；住户姓名已加密，但一户人数很少。</translation>
    </message>
    <message>
      <source>Which kind of document, and when it ends: due lists are made from it.</source>
      <translation>证件种类和到期日，用于到期提醒清单。</translation>
    </message>
    <message>
      <source>Which one? Choose it with ↓ and Enter, or type more.</source>
      <translation>请用 ↓ 选择后按 Enter，或再多输入几个字。</translation>
    </message>
    <message>
      <source>Which role may do what. The program asks this table before everything it does.</source>
      <translation>各岗位可以做什么。程序每一步操作前都查此表。</translation>
    </message>
    <message>
      <source>Which template, language and size a paper has, and on which printer it came out.</source>
      <translation>单据的模板、语言、字号，以及使用的打印机。</translation>
    </message>
    <message>
      <source>Who decides requests in a supervisor's place for some time; never the own ones.</source>
      <translation>在一段时间内代主管审批的人员，不得审批本人的申请。</translation>
    </message>
    <message>
      <source>Who may ask</source>
      <translation>可申请办理的人</translation>
    </message>
    <message>
      <source>Who works here, and who can sign in at this moment.</source>
      <translation>本厅人员，以及目前谁可以签到。</translation>
    </message>
    <message>
      <source>Whoever acts for another must be {age} or older.</source>
      <translation>代他人办理者须年满 {age} 周岁。</translation>
    </message>
    <message>
      <source>Whoever came may not ask for this. The holder comes with the document.</source>
      <translation>来人不能办理此业务，须由户主本人持证件原件办理。</translation>
    </message>
    <message>
      <source>Whoever decided this request was no supervisor, and no supervisor had delegated it.</source>
      <translation>审批这份申请的人不是主管，也没有主管授权。</translation>
    </message>
    <message>
      <source>Whole picture</source>
      <translation>整张影像</translation>
    </message>
    <message>
      <source>Whose document</source>
      <translation>证件用途</translation>
    </message>
    <message>
      <source>Why do you need to see it? It is kept on record.</source>
      <translation>为什么需要查看？理由将留痕。</translation>
    </message>
    <message>
      <source>Why do you open this customer?</source>
      <translation>为什么查看该客户？</translation>
    </message>
    <message>
      <source>Why is the sheet void?</source>
      <translation>作废原因</translation>
    </message>
    <message>
      <source>Will be printed</source>
      <translation>将打印</translation>
    </message>
    <message>
      <source>Will be written</source>
      <translation>将写入</translation>
    </message>
    <message>
      <source>Win back</source>
      <translation>赢回</translation>
    </message>
    <message>
      <source>With this document the name is in Chinese characters. Type it as on the document.</source>
      <translation>该证件上的姓名为汉字，请按证件填写。</translation>
    </message>
    <message>
      <source>Withdraw it</source>
      <translation>撤回申请</translation>
    </message>
    <message>
      <source>Withdraw request {number}? It cannot be taken back.</source>
      <translation>确定撤回申请 {number}？撤回后不能恢复。</translation>
    </message>
    <message>
      <source>Withdrawn</source>
      <translation>已撤回</translation>
    </message>
    <message>
      <source>Withdraw…</source>
      <translation>撤回…</translation>
    </message>
    <message>
      <source>Without a PIN</source>
      <translation>不设解锁码</translation>
    </message>
    <message>
      <source>Without a mobile phone, add a second contact with name and phone.</source>
      <translation>无手机时，请填写备用联系人的姓名和电话。</translation>
    </message>
    <message>
      <source>Without a recognised document nothing can be filled in.</source>
      <translation>未识别出证件，不能填入。</translation>
    </message>
    <message>
      <source>Work</source>
      <translation>业务</translation>
    </message>
    <message>
      <source>Work has stopped</source>
      <translation>业务办理已停止</translation>
    </message>
    <message>
      <source>Work is saved. But the newest number of this counter cannot be kept outside the data folder, so an older database would not be noticed: {folder}</source>
      <translation>业务照常保存。但本台席的最新编号无法存到数据文件夹之外，如果数据库被换成旧的，将发现不了：{folder}</translation>
    </message>
    <message>
      <source>Would fit: {text}. Take it?</source>
      <translation>可能是 {text}，采用？</translation>
    </message>
    <message>
      <source>Write a sealed copy of the whole database.</source>
      <translation>生成整个数据库的加密副本。</translation>
    </message>
    <message>
      <source>Write it on paper and hand it to this person only. It works for the first sign-in, where an own password is chosen, and is not shown again. If it is lost, reset the person.</source>
      <translation>请抄写在纸上，只交给本人。仅用于首次签到，届时设置自己的密码；不再显示。遗失的请重置密码。</translation>
    </message>
    <message>
      <source>Writing {n} addresses …</source>
      <translation>正在写入 {n} 条地址…</translation>
    </message>
    <message>
      <source>Wrong document: put it aside</source>
      <translation>放错了，丢弃</translation>
    </message>
    <message>
      <source>Wrong paper</source>
      <translation>纸张用错</translation>
    </message>
    <message>
      <source>Yes</source>
      <translation>是</translation>
    </message>
    <message>
      <source>You can try again now.</source>
      <translation>现在可以重试。</translation>
    </message>
    <message>
      <source>You get a slip if you wish.</source>
      <translation>如有需要，可打印业务受理单。</translation>
    </message>
    <message>
      <source>You have decided this request already. The next step is another person's.</source>
      <translation>您已审批过此申请，下一级须由其他人审批。</translation>
    </message>
    <message>
      <source>You have no request in work. What needs a supervisor's approval is listed here.</source>
      <translation>您没有在办的申请。需要主管审批的申请都列在这里。</translation>
    </message>
    <message>
      <source>Your company, this hall and counter, the first administrator.</source>
      <translation>填写公司、本厅与台席、首位系统管理员。</translation>
    </message>
    <message>
      <source>Your identity document is read and compared with you.</source>
      <translation>读取您的身份证件并核对是否为本人。</translation>
    </message>
    <message>
      <source>Your key as an administrator is not in force, so nothing was changed. Sign in again; if this is said again, run the verification and tell the auditor.</source>
      <translation>您的管理员密钥当前无效，未作任何更改。请重新签到；如仍出现此提示，请校验数据并告知稽核员。</translation>
    </message>
    <message>
      <source>Your key to the customers' records is not there. It is given to you again as soon as a colleague or the administrator signs in; then sign in again.</source>
      <translation>您的客户资料密钥不在。有同事或管理员登录后，系统会自动补发给您；之后请重新登录。</translation>
    </message>
    <message>
      <source>Your role has no screens at the counter.</source>
      <translation>您的岗位没有可用的功能页。</translation>
    </message>
    <message>
      <source>Your role may not do this. Ask a supervisor or the administrator.</source>
      <translation>您的岗位无此权限，请找值班主管或系统管理员。</translation>
    </message>
    <message>
      <source>Your sign-in has ended, because your staff number was reset or is no longer in use. Nothing was saved. Sign in again, or ask the administrator.</source>
      <translation>您的登录已失效：该工号已被重置或停用，本次未保存任何内容。请重新登录，或联系管理员。</translation>
    </message>
    <message>
      <source>a person's key {name}</source>
      <translation>人员密钥 {name}</translation>
    </message>
    <message>
      <source>a unit cannot act for somebody</source>
      <translation>单位不能代办</translation>
    </message>
    <message>
      <source>active users here: {n}</source>
      <translation>在网用户 {n}</translation>
    </message>
    <message>
      <source>administrator {name} has a new key ({key})</source>
      <translation>管理员 {name} 换了新密钥（{key}）</translation>
    </message>
    <message>
      <source>administrator {name} set up this hall (key {key})</source>
      <translation>管理员 {name} 开设了本厅（密钥 {key}）</translation>
    </message>
    <message>
      <source>administrator {name} vouches for people from now on (key {key})</source>
      <translation>今后由管理员 {name} 为人员签名（密钥 {key}）</translation>
    </message>
    <message>
      <source>administrator {name} was added (key {key})</source>
      <translation>新增管理员 {name}（密钥 {key}）</translation>
    </message>
    <message>
      <source>also open</source>
      <translation>已打开</translation>
    </message>
    <message>
      <source>and {n} more addresses</source>
      <translation>另有 {n} 个地址</translation>
    </message>
    <message>
      <source>as before</source>
      <translation>未变</translation>
    </message>
    <message>
      <source>attachment</source>
      <translation>材料</translation>
    </message>
    <message>
      <source>audit</source>
      <translation>审计</translation>
    </message>
    <message>
      <source>backup</source>
      <translation>备份</translation>
    </message>
    <message>
      <source>being served</source>
      <translation>正在服务</translation>
    </message>
    <message>
      <source>by an agent</source>
      <translation>代办人办理</translation>
    </message>
    <message>
      <source>cards</source>
      <translation>张</translation>
    </message>
    <message>
      <source>change of administrators {name}</source>
      <translation>管理员变更 {name}</translation>
    </message>
    <message>
      <source>connection profile</source>
      <translation>连接配置文件</translation>
    </message>
    <message>
      <source>consents</source>
      <translation>同意事项</translation>
    </message>
    <message>
      <source>contract {n} months</source>
      <translation>合约 {n} 个月</translation>
    </message>
    <message>
      <source>customer data</source>
      <translation>客户资料</translation>
    </message>
    <message>
      <source>customer records</source>
      <translation>客户资料</translation>
    </message>
    <message>
      <source>days</source>
      <translation>天</translation>
    </message>
    <message>
      <source>dddd, d MMMM</source>
      <translation>M月d日 dddd</translation>
    </message>
    <message>
      <source>documents</source>
      <translation>证件</translation>
    </message>
    <message>
      <source>done</source>
      <translation>已完成</translation>
    </message>
    <message>
      <source>each value</source>
      <translation>每个值都可区分</translation>
    </message>
    <message>
      <source>emblem side</source>
      <translation>国徽面</translation>
    </message>
    <message>
      <source>fees</source>
      <translation>费用</translation>
    </message>
    <message>
      <source>held</source>
      <translation>挂起</translation>
    </message>
    <message>
      <source>hours</source>
      <translation>小时</translation>
    </message>
    <message>
      <source>if several accounts of this computer work here: a folder that all may write</source>
      <translation>本机有多个系统账户时，填一个大家都能写入的文件夹</translation>
    </message>
    <message>
      <source>in person</source>
      <translation>本人办理</translation>
    </message>
    <message>
      <source>jammed</source>
      <translation>卡纸作废</translation>
    </message>
    <message>
      <source>key {name}</source>
      <translation>密钥 {name}</translation>
    </message>
    <message>
      <source>last four · name · pinyin · card no. · address · order no.</source>
      <translation>后四位 · 姓名 · 拼音 · 卡号 · 地址 · 单号</translation>
    </message>
    <message>
      <source>long-term</source>
      <translation>长期有效</translation>
    </message>
    <message>
      <source>months</source>
      <translation>个月</translation>
    </message>
    <message>
      <source>no</source>
      <translation>否</translation>
    </message>
    <message>
      <source>no form is open that takes one</source>
      <translation>当前没有可填的登记表</translation>
    </message>
    <message>
      <source>no last day</source>
      <translation>长期</translation>
    </message>
    <message>
      <source>not authenticated</source>
      <translation>未鉴权</translation>
    </message>
    <message>
      <source>not chosen yet</source>
      <translation>尚未选择</translation>
    </message>
    <message>
      <source>not done</source>
      <translation>未完成</translation>
    </message>
    <message>
      <source>not needed when an auditor is here</source>
      <translation>有稽核员在场时不用填</translation>
    </message>
    <message>
      <source>not printed</source>
      <translation>未出纸</translation>
    </message>
    <message>
      <source>not printed or saved</source>
      <translation>未打印、未保存</translation>
    </message>
    <message>
      <source>nothing</source>
      <translation>（无）</translation>
    </message>
    <message>
      <source>off</source>
      <translation>停用</translation>
    </message>
    <message>
      <source>on</source>
      <translation>启用</translation>
    </message>
    <message>
      <source>once {amount}</source>
      <translation>一次性 {amount}</translation>
    </message>
    <message>
      <source>open</source>
      <translation>进行中</translation>
    </message>
    <message>
      <source>other printer</source>
      <translation>换打印机</translation>
    </message>
    <message>
      <source>page</source>
      <translation>页面</translation>
    </message>
    <message>
      <source>per mille</source>
      <translation>‰</translation>
    </message>
    <message>
      <source>photo taken now</source>
      <translation>现场照片</translation>
    </message>
    <message>
      <source>portrait</source>
      <translation>头像</translation>
    </message>
    <message>
      <source>portrait side</source>
      <translation>人像面</translation>
    </message>
    <message>
      <source>printed</source>
      <translation>已打印</translation>
    </message>
    <message>
      <source>printed {n} times</source>
      <translation>已打印 {n} 次</translation>
    </message>
    <message>
      <source>products and address</source>
      <translation>产品与地址</translation>
    </message>
    <message>
      <source>saved</source>
      <translation>已保存</translation>
    </message>
    <message>
      <source>signed in since {time}</source>
      <translation>已签到 {time}</translation>
    </message>
    <message>
      <source>since {day}</source>
      <translation>{day} 起</translation>
    </message>
    <message>
      <source>staff number {name}</source>
      <translation>工号 {name}</translation>
    </message>
    <message>
      <source>stays</source>
      <translation>不变</translation>
    </message>
    <message>
      <source>step {step}</source>
      <translation>第 {step} 步</translation>
    </message>
    <message>
      <source>telephone {n}/{limit}</source>
      <translation>电话 {n}/{limit}</translation>
    </message>
    <message>
      <source>the ID card must be read</source>
      <translation>须读身份证</translation>
    </message>
    <message>
      <source>the agent</source>
      <translation>代办人</translation>
    </message>
    <message>
      <source>the customer</source>
      <translation>客户本人</translation>
    </message>
    <message>
      <source>the customer in the panel</source>
      <translation>左侧当前客户</translation>
    </message>
    <message>
      <source>the form is not a person's</source>
      <translation>当前不是个人登记表</translation>
    </message>
    <message>
      <source>the guardian</source>
      <translation>监护人</translation>
    </message>
    <message>
      <source>the guardian, for the child</source>
      <translation>监护人（代儿童）</translation>
    </message>
    <message>
      <source>the handler, with the seal of the unit</source>
      <translation>经办人，并加盖单位公章</translation>
    </message>
    <message>
      <source>the holder needs no guardian</source>
      <translation>本人不需要监护人</translation>
    </message>
    <message>
      <source>to {day}</source>
      <translation>有效期至 {day}</translation>
    </message>
    <message>
      <source>today</source>
      <translation>今天</translation>
    </message>
    <message>
      <source>today {n}</source>
      <translation>今日 {n} 笔</translation>
    </message>
    <message>
      <source>transfers are not part of this version</source>
      <translation>本版本尚不办理过户</translation>
    </message>
    <message>
      <source>waits for your answer</source>
      <translation>待确认</translation>
    </message>
    <message>
      <source>what was chosen</source>
      <translation>已选内容</translation>
    </message>
    <message>
      <source>whom the form needs</source>
      <translation>由登记表决定</translation>
    </message>
    <message>
      <source>years</source>
      <translation>年</translation>
    </message>
    <message>
      <source>years old</source>
      <translation>岁</translation>
    </message>
    <message>
      <source>yes</source>
      <translation>是</translation>
    </message>
    <message>
      <source>yesterday</source>
      <translation>昨天</translation>
    </message>
    <message>
      <source>yyyy-mm-dd</source>
      <translation>年-月-日</translation>
    </message>
    <message>
      <source>{amount} a month</source>
      <translation>{amount}/月</translation>
    </message>
    <message>
      <source>{a} with {b}</source>
      <translation>{a}，{b} 同意</translation>
    </message>
    <message>
      <source>{code} cannot stand in a name. Type the name as on the document.</source>
      <translation>姓名中不能有字符 {code}，请按证件填写。</translation>
    </message>
    <message>
      <source>{code} is a private character of an old system. Type the character again.</source>
      <translation>{code} 是旧系统的自造字，请重新输入该字。</translation>
    </message>
    <message>
      <source>{column} is empty.</source>
      <translation>{column} 为空。</translation>
    </message>
    <message>
      <source>{column} is longer than {limit} characters or holds control signs.</source>
      <translation>{column} 超过 {limit} 个字符，或含有控制字符。</translation>
    </message>
    <message>
      <source>{document} · check digit fits</source>
      <translation>{document} · 校验通过</translation>
    </message>
    <message>
      <source>{done} of {total}</source>
      <translation>{done} / {total}</translation>
    </message>
    <message>
      <source>{field}: keep what was typed</source>
      <translation>{field}：保留录入的</translation>
    </message>
    <message>
      <source>{field}: take the document's</source>
      <translation>{field}：以证件为准</translation>
    </message>
    <message>
      <source>{first} and {n} more</source>
      <translation>{first} 等，另有 {n} 项</translation>
    </message>
    <message>
      <source>{first} · returned {n}</source>
      <translation>{first} · 退回 {n}</translation>
    </message>
    <message>
      <source>{hall} · counter {n}</source>
      <translation>{hall} · {n} 号台席</translation>
    </message>
    <message>
      <source>{hall}, counter {counter}, event of {at}.</source>
      <translation>{hall}，{counter} 号台席，记录时间 {at}。</translation>
    </message>
    <message>
      <source>{held} telephone cards are held already; the limit is {limit} per person.</source>
      <translation>名下已有 {held} 张电话卡，每人最多 {limit} 张。</translation>
    </message>
    <message>
      <source>{least} to {most} {unit}</source>
      <translation>{least} 至 {most} {unit}</translation>
    </message>
    <message>
      <source>{mode} · {n} steps</source>
      <translation>{mode} · {n} 级</translation>
    </message>
    <message>
      <source>{months}, then {price}</source>
      <translation>{months}，之后 {price}</translation>
    </message>
    <message>
      <source>{m} months</source>
      <translation>{m} 个月</translation>
    </message>
    <message>
      <source>{name} (required)</source>
      <translation>{name}（必填）</translation>
    </message>
    <message>
      <source>{name} ({staff_no}), counter {counter}, asked at {time} · Reason: {reason}</source>
      <translation>{name}（{staff_no}）在 {counter} 号台席于 {time} 申请 · 原因：{reason}</translation>
    </message>
    <message>
      <source>{name} became administrator by the recovery codes (key {key})</source>
      <translation>{name} 凭恢复码成为管理员（密钥 {key}）</translation>
    </message>
    <message>
      <source>{name} is no administrator any more (key {key})</source>
      <translation>{name} 不再是管理员（密钥 {key}）</translation>
    </message>
    <message>
      <source>{name} · counter {n}</source>
      <translation>{name} · {n} 号</translation>
    </message>
    <message>
      <source>{name} · here</source>
      <translation>{name} · 在场</translation>
    </message>
    <message>
      <source>{number}: approved and done, order {order}.</source>
      <translation>{number} 已通过并办结，受理单 {order}。</translation>
    </message>
    <message>
      <source>{number}: approved. It is done on its day.</source>
      <translation>{number} 已通过，将在生效日办理。</translation>
    </message>
    <message>
      <source>{number}: approved. {n} more have to approve it.</source>
      <translation>{number} 已通过本级，还需 {n} 级审批。</translation>
    </message>
    <message>
      <source>{number}: nobody has said yet how it came out. It is asked under Not printed.</source>
      <translation>{number} 的出纸情况还没有回答，可在“未出纸”中回答。</translation>
    </message>
    <message>
      <source>{number}: rejected. Nothing was changed.</source>
      <translation>{number} 已驳回，资料未变更。</translation>
    </message>
    <message>
      <source>{number}: returned. The colleague who asked corrects it.</source>
      <translation>{number} 已退回，由申请人补正。</translation>
    </message>
    <message>
      <source>{number}: reviewed.</source>
      <translation>{number} 已复核。</translation>
    </message>
    <message>
      <source>{n} chains</source>
      <translation>{n} 条记录链</translation>
    </message>
    <message>
      <source>{n} codes were sent to this customer within a day. Use the document or the service password.</source>
      <translation>一天内已向该客户发送 {n} 次验证码，请用证件或客户密码鉴权。</translation>
    </message>
    <message>
      <source>{n} days</source>
      <translation>{n} 天</translation>
    </message>
    <message>
      <source>{n} days ago</source>
      <translation>{n} 天前</translation>
    </message>
    <message>
      <source>{n} digits are missing.</source>
      <translation>还差 {n} 位。</translation>
    </message>
    <message>
      <source>{n} drafts cannot be opened: their files are damaged, or nobody can prove that you wrote them.</source>
      <translation>有 {n} 份草稿打不开：文件已损坏，或者无法证明由您本人填写。</translation>
    </message>
    <message>
      <source>{n} earlier changes of administrators</source>
      <translation>更早的管理员变更 {n} 项</translation>
    </message>
    <message>
      <source>{n} events</source>
      <translation>{n} 条操作记录</translation>
    </message>
    <message>
      <source>{n} fields left</source>
      <translation>还有 {n} 项未填好</translation>
    </message>
    <message>
      <source>{n} groups at most</source>
      <translation>最多分成 {n} 组</translation>
    </message>
    <message>
      <source>{n} h</source>
      <translation>{n} 小时</translation>
    </message>
    <message>
      <source>{n} hours</source>
      <translation>{n} 小时</translation>
    </message>
    <message>
      <source>{n} installations wait.</source>
      <translation>有 {n} 项业务待装机。</translation>
    </message>
    <message>
      <source>{n} left: {names}</source>
      <translation>还有 {n} 项：{names}</translation>
    </message>
    <message>
      <source>{n} min</source>
      <translation>{n} 分</translation>
    </message>
    <message>
      <source>{n} months</source>
      <translation>{n} 个月</translation>
    </message>
    <message>
      <source>{n} more</source>
      <translation>另 {n} 笔</translation>
    </message>
    <message>
      <source>{n} more digits for a phone; for part of one type 3 + 4: 138 2600.</source>
      <translation>再输入 {n} 位即为电话；也可输前 3 位加末 4 位，如 138 2600。</translation>
    </message>
    <message>
      <source>{n} more digits for an ID number.</source>
      <translation>再输入 {n} 位即为证件号码。</translation>
    </message>
    <message>
      <source>{n} more in the bar above</source>
      <translation>另有 {n} 笔见顶栏</translation>
    </message>
    <message>
      <source>{n} not printed</source>
      <translation>{n} 份未出纸</translation>
    </message>
    <message>
      <source>{n} of these no auditor has seen yet.</source>
      <translation>其中 {n} 项稽核员尚未查看。</translation>
    </message>
    <message>
      <source>{n} of {room} digits</source>
      <translation>已输入 {n} 位，共 {room} 位</translation>
    </message>
    <message>
      <source>{n} older files in the folder: take them</source>
      <translation>文件夹中有 {n} 个旧文件：取入</translation>
    </message>
    <message>
      <source>{n} papers and images</source>
      <translation>{n} 份单据和影像</translation>
    </message>
    <message>
      <source>{n} pictures lie here already. Use or put aside some of them first.</source>
      <translation>这里已有 {n} 张图片，请先使用或放弃一部分。</translation>
    </message>
    <message>
      <source>{n} pictures of this form cannot be opened; take them again.</source>
      <translation>本表有 {n} 张影像无法打开，请重新采集。</translation>
    </message>
    <message>
      <source>{n} records</source>
      <translation>{n} 条资料</translation>
    </message>
    <message>
      <source>{n} s left</source>
      <translation>还剩 {n} 秒</translation>
    </message>
    <message>
      <source>{n} things are wrong. Stop working with what is named below and tell the auditor; do not repair anything. {at}: {counts}.</source>
      <translation>发现 {n} 处问题。请停止使用下列资料并告知稽核员，不要自行修复。{at} 已核对：{counts}。</translation>
    </message>
    <message>
      <source>{n} versions</source>
      <translation>{n} 个版本</translation>
    </message>
    <message>
      <source>{n} waits for a supervisor. You find it under My requests.</source>
      <translation>{n} 已提交，等待主管审批。可在“我的申请”中查看。</translation>
    </message>
    <message>
      <source>{n} years old</source>
      <translation>{n} 周岁</translation>
    </message>
    <message>
      <source>{paper} goes to {printer} …</source>
      <translation>正在将 {paper} 送往 {printer}…</translation>
    </message>
    <message>
      <source>{paper}: how did it come out?</source>
      <translation>{paper} 出纸情况如何？</translation>
    </message>
    <message>
      <source>{paper}; remembered for every {kind}</source>
      <translation>{paper} 纸，以后的{kind}均用此打印机</translation>
    </message>
    <message>
      <source>{printer} is gone; choose another one.</source>
      <translation>{printer} 已不在，请另选打印机。</translation>
    </message>
    <message>
      <source>{products}: the ID card must be read by a reader, typing it is not enough. There is no reader here; choose another product.</source>
      <translation>{products} 须用读卡器读取身份证，手工录入无效。本台席没有读卡器，请改选其他产品。</translation>
    </message>
    <message>
      <source>{role} (you)</source>
      <translation>{role}（您）</translation>
    </message>
    <message>
      <source>{role}: own customers only.</source>
      <translation>{role}：仅限本人名下客户。</translation>
    </message>
    <message>
      <source>{role}: writes a reason before each look at a customer.</source>
      <translation>{role}：每次查看客户前须填写业务理由。</translation>
    </message>
    <message>
      <source>{staff_no} can sign in again.</source>
      <translation>{staff_no} 可以重新签到。</translation>
    </message>
    <message>
      <source>{staff_no} left today.</source>
      <translation>{staff_no} 已登记离岗。</translation>
    </message>
    <message>
      <source>{steps} persons approve it one after the other, then it is done.</source>
      <translation>经 {steps} 级审批后办理。</translation>
    </message>
    <message>
      <source>{text}, key {key}</source>
      <translation>{text}，按 {key} 键</translation>
    </message>
    <message>
      <source>{time} · overdue</source>
      <translation>{time} · 已超时</translation>
    </message>
    <message>
      <source>{time} · urged</source>
      <translation>{time} · 催办</translation>
    </message>
    <message>
      <source>{title} {percent} % done</source>
      <translation>{title} 已完成 {percent}%</translation>
    </message>
    <message>
      <source>{title}: {done} of {of} done. {what}</source>
      <translation>{title}：共 {of} 个，已完成 {done} 个。{what}</translation>
    </message>
    <message>
      <source>{verdict} by {name} at {time}. {reason}</source>
      <translation>{name} {time} {verdict}。{reason}</translation>
    </message>
    <message>
      <source>{what} It is not for your role: a colleague's sign-in does it.</source>
      <translation>{what}此项不属于您的岗位，由同事登录后自动进行。</translation>
    </message>
    <message>
      <source>{who}: read or photograph the document</source>
      <translation>{who}：读卡或拍照</translation>
    </message>
    <message>
      <source>{who}: {what}</source>
      <translation>{who}{what}</translation>
    </message>
    <message>
      <source>{y} years</source>
      <translation>{y} 年</translation>
    </message>
    <message>
      <source>{y} years {m} months</source>
      <translation>{y} 年 {m} 个月</translation>
    </message>
  </context>
</TS>
