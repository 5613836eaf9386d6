<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name></name>
    <message>
        <source>{action}: {why}.</source>
        <translation>{action}：{why}。</translation>
    </message>
    <message>
        <source>Toolbar</source>
        <translation>工具栏</translation>
    </message>
    <message>
        <source>{key} in Read</source>
        <translation>阅片模式 {key}</translation>
    </message>
    <message>
        <source>{key} in Mark</source>
        <translation>标注模式 {key}</translation>
    </message>
    <message>
        <source>Open photographs or project…</source>
        <translation>打开照片或项目…</translation>
    </message>
    <message>
        <source>Open folder…</source>
        <translation>打开文件夹…</translation>
    </message>
    <message>
        <source>Add photographs to this study…</source>
        <translation>向本研究添加照片…</translation>
    </message>
    <message>
        <source>Get from archive…</source>
        <translation>从归档获取…</translation>
    </message>
    <message>
        <source>Photographs of a patient or a day, from a DICOM archive.</source>
        <translation>从 DICOM 归档获取某位患者或某一天的照片。</translation>
    </message>
    <message>
        <source>Import labels…</source>
        <translation>导入标签…</translation>
    </message>
    <message>
        <source>Export labels…</source>
        <translation>导出标签…</translation>
    </message>
    <message>
        <source>Report of this patient…</source>
        <translation>该患者的报告…</translation>
    </message>
    <message>
        <source>Report of the study…</source>
        <translation>研究报告…</translation>
    </message>
    <message>
        <source>A PDF for every patient, and a summary as CSV and XLSX.</source>
        <translation>每位患者一份 PDF，并附 CSV 和 XLSX 汇总。</translation>
    </message>
    <message>
        <source>Patient and eye from the names…</source>
        <translation>从文件名读取患者和眼别…</translation>
    </message>
    <message>
        <source>Of the photographs selected in the worklist, or of all that it shows.</source>
        <translation>针对工作列表中选中的照片，或其显示的全部照片。</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Save a copy…</source>
        <translation>另存副本…</translation>
    </message>
    <message>
        <source>Of the project, not of the photographs.</source>
        <translation>仅项目文件，不含照片。</translation>
    </message>
    <message>
        <source>Reader…</source>
        <translation>阅片者…</translation>
    </message>
    <message>
        <source>Whose answers and marks these are; each reader has answers of their own.</source>
        <translation>这些答案和标记属于谁；每位阅片者有各自的答案。</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>退出</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>重做</translation>
    </message>
    <message>
        <source>Copy marks</source>
        <translation>复制标记</translation>
    </message>
    <message>
        <source>Paste marks</source>
        <translation>粘贴标记</translation>
    </message>
    <message>
        <source>Duplicate marks</source>
        <translation>创建标记副本</translation>
    </message>
    <message>
        <source>Delete marks</source>
        <translation>删除标记</translation>
    </message>
    <message>
        <source>A model&apos;s proposal is kept as rejected.</source>
        <translation>模型的建议会保留为“已拒绝”。</translation>
    </message>
    <message>
        <source>Select all marks</source>
        <translation>全选标记</translation>
    </message>
    <message>
        <source>Lock or unlock marks</source>
        <translation>锁定或解锁标记</translation>
    </message>
    <message>
        <source>A locked mark can be selected but not moved or deleted.</source>
        <translation>锁定的标记可以选中，但不能移动或删除。</translation>
    </message>
    <message>
        <source>Preferences…</source>
        <translation>首选项…</translation>
    </message>
    <message>
        <source>Or {key:enter}. A photograph is unread until it has an answer or a mark.</source>
        <translation>或按 {key:enter}。照片在有答案或标记之前均为未阅。</translation>
    </message>
    <message>
        <source>Kept with the study. {key:enter} commits the answer and shows what the models say.</source>
        <translation>随研究保存。{key:enter} 提交答案并显示模型的结果。</translation>
    </message>
    <message>
        <source>Drag a point of a mask</source>
        <translation>拖动掩膜轮廓上的点</translation>
    </message>
    <message>
        <source>Reshape it; a drag on its outline adds a point</source>
        <translation>改变其形状；拖动轮廓线可添加一点</translation>
    </message>
    <message>
        <source>Double-click on a point</source>
        <translation>双击轮廓上的点</translation>
    </message>
    <message>
        <source>Take it away</source>
        <translation>移除该点</translation>
    </message>
    <message>
        <source>Nudge left</source>
        <translation>左移</translation>
    </message>
    <message>
        <source>Nudge left by ten pixels</source>
        <translation>左移十像素</translation>
    </message>
    <message>
        <source>Nudge right</source>
        <translation>右移</translation>
    </message>
    <message>
        <source>Nudge right by ten pixels</source>
        <translation>右移十像素</translation>
    </message>
    <message>
        <source>Nudge up</source>
        <translation>上移</translation>
    </message>
    <message>
        <source>Nudge up by ten pixels</source>
        <translation>上移十像素</translation>
    </message>
    <message>
        <source>Nudge down</source>
        <translation>下移</translation>
    </message>
    <message>
        <source>Nudge down by ten pixels</source>
        <translation>下移十像素</translation>
    </message>
    <message>
        <source>Mark: digits choose the class</source>
        <translation>标注：数字键选择类别</translation>
    </message>
    <message>
        <source>Drawing a box switches to it, too.</source>
        <translation>绘制方框时也会切换到此模式。</translation>
    </message>
    <message>
        <source>Select and move</source>
        <translation>选择和移动</translation>
    </message>
    <message>
        <source>Draw box</source>
        <translation>绘制方框</translation>
    </message>
    <message>
        <source>One drag per box, with the class used last.</source>
        <translation>每个方框拖动一次，使用最近用过的类别。</translation>
    </message>
    <message>
        <source>Measure a length or an area</source>
        <translation>测量长度或面积</translation>
    </message>
    <message>
        <source>In pixels; also in disc diameters and millimetres where disc and fovea are known. With Shift, the area of an ellipse.</source>
        <translation>以像素计；已知视盘和中心凹时也以视盘直径和毫米计。按住 Shift 测量椭圆面积。</translation>
    </message>
    <message>
        <source>Accept proposal</source>
        <translation>接受建议</translation>
    </message>
    <message>
        <source>In Mark also {key:enter}.</source>
        <translation>标注模式下也可按 {key:enter}。</translation>
    </message>
    <message>
        <source>{key:accept} accepts, {key:reject} rejects, and the view goes on to the next; {key:end_review} ends.</source>
        <translation>{key:accept} 接受，{key:reject} 拒绝，随后转到下一个；{key:end_review} 结束。</translation>
    </message>
    <message>
        <source>Reject proposal</source>
        <translation>拒绝建议</translation>
    </message>
    <message>
        <source>Accept all shown proposals</source>
        <translation>接受所有显示的建议</translation>
    </message>
    <message>
        <source>Reject all shown proposals</source>
        <translation>拒绝所有显示的建议</translation>
    </message>
    <message>
        <source>Review proposals, most certain first</source>
        <translation>审阅建议，最确定的在前</translation>
    </message>
    <message>
        <source>Review proposals by place</source>
        <translation>按位置审阅建议</translation>
    </message>
    <message>
        <source>From each on to the nearest.</source>
        <translation>每次转到最近的一个。</translation>
    </message>
    <message>
        <source>End the review</source>
        <translation>结束审阅</translation>
    </message>
    <message>
        <source>The view returns to where it was.</source>
        <translation>视图返回原处。</translation>
    </message>
    <message>
        <source>Accept all proposals of this class</source>
        <translation>接受此类别的所有建议</translation>
    </message>
    <message>
        <source>Reject all proposals of this class</source>
        <translation>拒绝此类别的所有建议</translation>
    </message>
    <message>
        <source>Accept or reject by class and score…</source>
        <translation>按类别和得分接受或拒绝…</translation>
    </message>
    <message>
        <source>Copy labels across to mine</source>
        <translation>将标注复制为我的</translation>
    </message>
    <message>
        <source>Others&apos; labels are copied, networks&apos; proposals accepted.</source>
        <translation>复制他人的标注，接受网络的提议。</translation>
    </message>
    <message>
        <source>Not certain of the marks, or certain</source>
        <translation>对标记不确定，或确定</translation>
    </message>
    <message>
        <source>Comment on the marks…</source>
        <translation>为标记添加注释…</translation>
    </message>
    <message>
        <source>Classes of this study…</source>
        <translation>本研究的类别…</translation>
    </message>
    <message>
        <source>Which classes are offered, in which order, with name, key and colour.</source>
        <translation>提供哪些类别、顺序，以及名称、按键和颜色。</translation>
    </message>
    <message>
        <source>Next mark</source>
        <translation>下一个标记</translation>
    </message>
    <message>
        <source>Selects and centres it.</source>
        <translation>选中并居中显示。</translation>
    </message>
    <message>
        <source>Previous mark</source>
        <translation>上一个标记</translation>
    </message>
    <message>
        <source>Previous photograph</source>
        <translation>上一张照片</translation>
    </message>
    <message>
        <source>Next photograph</source>
        <translation>下一张照片</translation>
    </message>
    <message>
        <source>Next unread photograph</source>
        <translation>下一张未阅照片</translation>
    </message>
    <message>
        <source>Next photograph without a grade</source>
        <translation>下一张未分级照片</translation>
    </message>
    <message>
        <source>Find in the list</source>
        <translation>在列表中查找</translation>
    </message>
    <message>
        <source>Enter shows the first photograph found; Esc ends the search.</source>
        <translation>Enter 显示找到的第一张照片；Esc 结束查找。</translation>
    </message>
    <message>
        <source>Page {number} of {all}</source>
        <translation>第 {number} 页，共 {all} 页</translation>
    </message>
    <message>
        <source>Fundus report: {patient}</source>
        <translation>眼底报告：{patient}</translation>
    </message>
    <message>
        <source>Study {name}</source>
        <translation>研究 {name}</translation>
    </message>
    <message>
        <source>Report of {time}</source>
        <translation>报告时间 {time}</translation>
    </message>
    <message>
        <source>DR on the ICDR scale, DME as in IDRiD.</source>
        <translation>DR 按 ICDR 分级，DME 同 IDRiD。</translation>
    </message>
    <message>
        <source>Boxes: reader&apos;s marks. Outlines: lesions that the models found. Cross and rings: fovea, one and two disc diameters (DD) around it. Distances: of the nearest lesion from the fovea.</source>
        <translation>方框：阅片者的标记。轮廓：模型发现的病灶。十字与圆环：中心凹及其周围一个和两个视盘直径（DD）。距离：最近病灶到中心凹。</translation>
    </message>
    <message>
        <source>Fellow eye</source>
        <translation>对侧眼</translation>
    </message>
    <message>
        <source>No photograph in the study.</source>
        <translation>研究中无照片。</translation>
    </message>
    <message>
        <source>OD right eye</source>
        <translation>OD 右眼</translation>
    </message>
    <message>
        <source>OS left eye</source>
        <translation>OS 左眼</translation>
    </message>
    <message>
        <source>Eye not known</source>
        <translation>眼别未知</translation>
    </message>
    <message>
        <source>The photograph cannot be shown: {why}</source>
        <translation>无法显示照片：{why}</translation>
    </message>
    <message>
        <source>Read by</source>
        <translation>阅片签署</translation>
    </message>
    <message>
        <source>Networks</source>
        <translation>网络</translation>
    </message>
    <message>
        <source>Lesions</source>
        <translation>病灶</translation>
    </message>
    <message>
        <source>nearest</source>
        <translation>最近</translation>
    </message>
    <message numerus="yes">
        <source>and %n class(es) more, in the study&apos;s summary</source>
        <translation>
            <numerusform>另有 %n 个类别，见研究汇总</numerusform>
        </translation>
    </message>
    <message>
        <source>Read: digits grade the photograph</source>
        <translation>阅片：数字键为照片分级</translation>
    </message>
    <message>
        <source>Ends drawing; again: clears the selection.</source>
        <translation>结束绘制；再按一次：清除选择。</translation>
    </message>
    <message>
        <source>Research use only; not a medical device.</source>
        <translation>仅供研究使用；不是医疗器械。</translation>
    </message>
    <message>
        <source>Not read by a reader.</source>
        <translation>尚无阅片者阅片。</translation>
    </message>
    <message>
        <source>Not shown: the study is read blind first, and this photograph has no answer yet.</source>
        <translation>未显示：本研究先盲读，此照片尚无答案。</translation>
    </message>
    <message>
        <source>Not analysed by any model yet.</source>
        <translation>没有模型看过此照片。</translation>
    </message>
    <message>
        <source>Marked, not graded ({marks}).</source>
        <translation>已标记，未分级（{marks}）。</translation>
    </message>
    <message>
        <source>Ungradable</source>
        <translation>不可分级</translation>
    </message>
    <message>
        <source>Ungradable: {reason}</source>
        <translation>不可分级：{reason}</translation>
    </message>
    <message>
        <source>DR {grade}, {name}</source>
        <translation>DR {grade}，{name}</translation>
    </message>
    <message>
        <source>DME {grade}, {name}</source>
        <translation>DME {grade}，{name}</translation>
    </message>
    <message>
        <source>unsure</source>
        <translation>不确定</translation>
    </message>
    <message>
        <source>unnamed reader</source>
        <translation>未具名阅片者</translation>
    </message>
    <message>
        <source>Ungradable; to be referred.</source>
        <translation>不可分级；需转诊。</translation>
    </message>
    <message>
        <source>DR {grade}, {name} ({share})</source>
        <translation>DR {grade}，{name}（{share}）</translation>
    </message>
    <message>
        <source>DME {grade}, {name} ({share})</source>
        <translation>DME {grade}，{name}（{share}）</translation>
    </message>
    <message>
        <source>referable with probability {share}</source>
        <translation>需转诊的概率 {share}</translation>
    </message>
    <message>
        <source>{answer} (score {score:.2f})</source>
        <translation>{answer}（得分 {score:.2f}）</translation>
    </message>
    <message>
        <source>&gt; 3 DD</source>
        <translation>&gt; 3 DD</translation>
    </message>
    <message>
        <source>{size:.1f} DD</source>
        <translation>{size:.1f} DD</translation>
    </message>
    <message>
        <source>Thresholds set for this study: {list}.</source>
        <translation>为本研究设定的阈值：{list}。</translation>
    </message>
    <message>
        <source>Why ungradable…</source>
        <translation>不可分级的原因…</translation>
    </message>
    <message>
        <source>Then a letter: blur, dark, artefact, field, other.</source>
        <translation>然后按一个字母：模糊、过暗、伪影、视野、其他。</translation>
    </message>
    <message>
        <source>Unsure of the answer</source>
        <translation>对答案不确定</translation>
    </message>
    <message>
        <source>Flag, to come back to it</source>
        <translation>标旗，稍后再看</translation>
    </message>
    <message>
        <source>Yours alone; the worklist has a filter and a column for it.</source>
        <translation>仅供您自己；工作列表中有相应的筛选和列。</translation>
    </message>
    <message>
        <source>Comment on the photograph</source>
        <translation>照片备注</translation>
    </message>
    <message>
        <source>Enter or Esc leaves it.</source>
        <translation>按 Enter 或 Esc 离开。</translation>
    </message>
    <message>
        <source>Agree with the models</source>
        <translation>同意模型</translation>
    </message>
    <message>
        <source>Where a proposal is selected, the key accepts that.</source>
        <translation>若选中了建议，此键接受该建议。</translation>
    </message>
    <message>
        <source>Record my answer as the consensus</source>
        <translation>将我的答案记录为共识</translation>
    </message>
    <message>
        <source>With your name and the time; everybody&apos;s own answers stay.</source>
        <translation>附上您的名字和时间；每个人自己的答案保持不变。</translation>
    </message>
    <message>
        <source>Agreement of readers…</source>
        <translation>阅片者一致性…</translation>
    </message>
    <message>
        <source>Weighted kappa, and agreement of boxes.</source>
        <translation>加权 kappa 与方框一致性。</translation>
    </message>
    <message>
        <source>Blind first: answer before the models are seen</source>
        <translation>先盲读：先作答，再看模型</translation>
    </message>
    <message>
        <source>Run models again</source>
        <translation>重新运行模型</translation>
    </message>
    <message>
        <source>Replaces untouched proposals only.</source>
        <translation>仅替换未处理的建议。</translation>
    </message>
    <message>
        <source>Run models on all photographs</source>
        <translation>对所有照片运行模型</translation>
    </message>
    <message>
        <source>Next grading network</source>
        <translation>下一个分级网络</translation>
    </message>
    <message>
        <source>Shows its answer, and runs it where it has not run yet.</source>
        <translation>显示其结果；尚未运行时运行它。</translation>
    </message>
    <message>
        <source>Previous grading network</source>
        <translation>上一个分级网络</translation>
    </message>
    <message>
        <source>Lesion discovery…</source>
        <translation>病灶发现…</translation>
    </message>
    <message>
        <source>Clusters what a network responds to in this study, for you to name.</source>
        <translation>将网络在本研究中响应的内容聚类，由您命名。</translation>
    </message>
    <message>
        <source>Stop the models</source>
        <translation>停止模型</translation>
    </message>
    <message>
        <source>Run automatically on every photograph shown</source>
        <translation>对每张显示的照片自动运行</translation>
    </message>
    <message>
        <source>Networks and weights…</source>
        <translation>网络与权重…</translation>
    </message>
    <message>
        <source>What each network does, and how well; adds and downloads weights.</source>
        <translation>每个网络的作用与性能；添加和下载权重。</translation>
    </message>
    <message>
        <source>Improve the networks with these labels…</source>
        <translation>用这些标签改进网络…</translation>
    </message>
    <message>
        <source>Trains on your boxes or grades, and compares old and new on patients held out.</source>
        <translation>用您的方框或分级训练，并在留出的患者上比较新旧网络。</translation>
    </message>
    <message>
        <source>Command palette…</source>
        <translation>命令面板…</translation>
    </message>
    <message>
        <source>Guide…</source>
        <translation>指南…</translation>
    </message>
    <message>
        <source>Opens at the page for what you are doing.</source>
        <translation>打开与当前操作对应的页面。</translation>
    </message>
    <message>
        <source>Keyboard shortcuts…</source>
        <translation>键盘快捷键…</translation>
    </message>
    <message>
        <source>Tour in six steps…</source>
        <translation>六步导览…</translation>
    </message>
    <message>
        <source>Demonstration on drawn photographs</source>
        <translation>绘制照片演示</translation>
    </message>
    <message>
        <source>Show log folder</source>
        <translation>显示日志文件夹</translation>
    </message>
    <message>
        <source>About RetinaView…</source>
        <translation>关于 RetinaView…</translation>
    </message>
    <message>
        <source>Wheel</source>
        <translation>滚轮</translation>
    </message>
    <message>
        <source>Zoom at the pointer</source>
        <translation>以指针为中心缩放</translation>
    </message>
    <message>
        <source>Move the photograph</source>
        <translation>移动照片</translation>
    </message>
    <message>
        <source>Middle drag</source>
        <translation>用中键拖动</translation>
    </message>
    <message>
        <source>Double-click on the background</source>
        <translation>双击背景</translation>
    </message>
    <message>
        <source>Fit photograph</source>
        <translation>照片适合窗口</translation>
    </message>
    <message>
        <source>Shift+click</source>
        <translation>Shift+单击</translation>
    </message>
    <message>
        <source>Add a mark to the selection</source>
        <translation>将标记加入选择</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>编辑</translation>
    </message>
    <message>
        <source>View</source>
        <translation>视图</translation>
    </message>
    <message>
        <source>Mark</source>
        <translation>标注</translation>
    </message>
    <message>
        <source>Grade</source>
        <translation>分级</translation>
    </message>
    <message>
        <source>Go</source>
        <translation>转到</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>帮助</translation>
    </message>
    <message>
        <source>Recent</source>
        <translation>最近</translation>
    </message>
    <message>
        <source>Nudge</source>
        <translation>微移</translation>
    </message>
    <message>
        <source>Draw as</source>
        <translation>绘制为</translation>
    </message>
    <message>
        <source>Change class to</source>
        <translation>将类别改为</translation>
    </message>
    <message>
        <source>Side by side</source>
        <translation>并排</translation>
    </message>
    <message>
        <source>Zoom to region</source>
        <translation>放大区域</translation>
    </message>
    <message>
        <source>Layers</source>
        <translation>图层</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>主题</translation>
    </message>
    <message>
        <source>Turn</source>
        <translation>旋转</translation>
    </message>
    <message>
        <source>Read</source>
        <translation>阅片</translation>
    </message>
    <message>
        <source>Your answer</source>
        <translation>您的答案</translation>
    </message>
    <message>
        <source>Unsure</source>
        <translation>不确定</translation>
    </message>
    <message>
        <source>The answer is not certain</source>
        <translation>答案不确定</translation>
    </message>
    <message>
        <source>Agree</source>
        <translation>同意</translation>
    </message>
    <message>
        <source>Next ⏎</source>
        <translation>下一个 ⏎</translation>
    </message>
    <message>
        <source>Digits grade the photograph ({key:read_mode})</source>
        <translation>数字键为照片分级（{key:read_mode}）</translation>
    </message>
    <message>
        <source>Digits choose the class, a drag draws ({key:draw})</source>
        <translation>数字键选择类别，拖动绘制（{key:draw}）</translation>
    </message>
    <message>
        <source>Adopt the models&apos; answer ({key:agree})</source>
        <translation>采用模型的答案（{key:agree}）</translation>
    </message>
    <message>
        <source>Go on to the next unread photograph ({key:enter})</source>
        <translation>转到下一张未阅照片（{key:enter}）</translation>
    </message>
    <message>
        <source>Which eye is not known</source>
        <translation>不知道是哪只眼</translation>
    </message>
    <message>
        <source>DR</source>
        <translation>DR</translation>
    </message>
    <message>
        <source>DME</source>
        <translation>DME</translation>
    </message>
    <message>
        <source>The right (OD) eye</source>
        <translation>右眼（OD）</translation>
    </message>
    <message>
        <source>The left (OS) eye</source>
        <translation>左眼（OS）</translation>
    </message>
    <message>
        <source>Agree: {answer}</source>
        <translation>同意：{answer}</translation>
    </message>
    <message>
        <source>DR {grade}: {name}</source>
        <translation>DR {grade}：{name}</translation>
    </message>
    <message>
        <source>DME {grade}: {name} ({key:dme_{grade}})</source>
        <translation>DME {grade}：{name}（{key:dme_{grade}}）</translation>
    </message>
    <message>
        <source>Comment</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>left unread</source>
        <translation>仍未阅</translation>
    </message>
    <message>
        <source>Models: {answers}</source>
        <translation>模型：{answers}</translation>
    </message>
    <message>
        <source>&amp;Blur</source>
        <translation>模糊(&amp;B)</translation>
    </message>
    <message>
        <source>&amp;Dark</source>
        <translation>过暗(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;Artefact</source>
        <translation>伪影(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Field of view</source>
        <translation>视野(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Other reason</source>
        <translation>其他原因(&amp;O)</translation>
    </message>
    <message>
        <source>Gradable or not</source>
        <translation>是否可分级</translation>
    </message>
    <message>
        <source>Can the photograph be graded?
Ungradable: {key:ungradable}; the reason: {key:ungradable_why}</source>
        <translation>照片可以分级吗？
不可分级：{key:ungradable}；原因：{key:ungradable_why}</translation>
    </message>
    <message>
        <source>&amp;Gradable</source>
        <translation>可分级(&amp;G)</translation>
    </message>
    <message>
        <source>&amp;Ungradable</source>
        <translation>不可分级(&amp;U)</translation>
    </message>
    <message>
        <source>Gradable</source>
        <translation>可分级</translation>
    </message>
    <message>
        <source>Not: {reason}</source>
        <translation>不可：{reason}</translation>
    </message>
    <message>
        <source>blur</source>
        <translation>模糊</translation>
    </message>
    <message>
        <source>dark</source>
        <translation>过暗</translation>
    </message>
    <message>
        <source>artefact</source>
        <translation>伪影</translation>
    </message>
    <message>
        <source>field</source>
        <translation>视野</translation>
    </message>
    <message>
        <source>other</source>
        <translation>其他</translation>
    </message>
    <message>
        <source>ungradable</source>
        <translation>不可分级</translation>
    </message>
    <message>
        <source>ungradable, {reason}</source>
        <translation>不可分级，{reason}</translation>
    </message>
    <message>
        <source>DME {dme}</source>
        <translation>DME {dme}</translation>
    </message>
    <message>
        <source>DR {dr}</source>
        <translation>DR {dr}</translation>
    </message>
    <message>
        <source>DR {dr}, DME {dme}</source>
        <translation>DR {dr}，DME {dme}</translation>
    </message>
    <message>
        <source>{answer}; the grade was removed</source>
        <translation>{answer}；分级已移除</translation>
    </message>
    <message>
        <source>{answer}; no longer ungradable</source>
        <translation>{answer}；不再是不可分级</translation>
    </message>
    <message>
        <source>No longer unsure</source>
        <translation>不再是不确定</translation>
    </message>
    <message>
        <source>Flagged</source>
        <translation>已标旗</translation>
    </message>
    <message>
        <source>No longer flagged</source>
        <translation>已取消标旗</translation>
    </message>
    <message>
        <source>Comment saved</source>
        <translation>备注已保存</translation>
    </message>
    <message>
        <source>Comment removed</source>
        <translation>备注已删除</translation>
    </message>
    <message>
        <source>Answer taken back</source>
        <translation>答案已撤回</translation>
    </message>
    <message>
        <source>Fundus photograph</source>
        <translation>眼底照片</translation>
    </message>
    <message>
        <source>where the network looked, not lesion evidence</source>
        <translation>网络关注的位置，不是病灶证据</translation>
    </message>
    <message>
        <source>Attention</source>
        <translation>注意力</translation>
    </message>
    <message>
        <source>low</source>
        <translation>低</translation>
    </message>
    <message>
        <source>high</source>
        <translation>高</translation>
    </message>
    <message>
        <source>{doubt}. Lesions shown are unreliable.</source>
        <translation>{doubt}。所示病灶不可靠。</translation>
    </message>
    <message>
        <source>{doubt}. Lesions shown may be unreliable.</source>
        <translation>{doubt}。所示病灶可能不可靠。</translation>
    </message>
    <message>
        <source>Mirrored on the screen</source>
        <translation>屏幕上已镜像</translation>
    </message>
    <message>
        <source>Mirrored and rotated by {degrees}° on the screen</source>
        <translation>屏幕上已镜像并旋转 {degrees}°</translation>
    </message>
    <message>
        <source>Rotated by {degrees}° on the screen</source>
        <translation>屏幕上已旋转 {degrees}°</translation>
    </message>
    <message>
        <source>Drop fundus photographs or a folder here</source>
        <translation>将眼底照片或文件夹拖到此处</translation>
    </message>
    <message>
        <source>or open them with {key:open}, a folder with {key:open_folder}</source>
        <translation>或用 {key:open} 打开照片，用 {key:open_folder} 打开文件夹</translation>
    </message>
    <message>
        <source>Undo {step}</source>
        <translation>撤销：{step}</translation>
    </message>
    <message>
        <source>Redo {step}</source>
        <translation>重做：{step}</translation>
    </message>
    <message>
        <source>Data and licences of the weights are on their cards: Models, Networks and weights.</source>
        <translation>权重的数据和许可见其卡片：模型 › 网络与权重。</translation>
    </message>
    <message>
        <source>About RetinaView</source>
        <translation>关于 RetinaView</translation>
    </message>
    <message>
        <source>see its files</source>
        <translation>见其文件</translation>
    </message>
    <message>
        <source>Part</source>
        <translation>组件</translation>
    </message>
    <message>
        <source>Away from fovea</source>
        <translation>远离中心凹</translation>
    </message>
    <message>
        <source>Near fovea</source>
        <translation>靠近中心凹</translation>
    </message>
    <message>
        <source>Quality</source>
        <translation>质量</translation>
    </message>
    <message>
        <source>DR grade</source>
        <translation>DR 分级</translation>
    </message>
    <message>
        <source>DME grade</source>
        <translation>DME 分级</translation>
    </message>
    <message>
        <source>Referable</source>
        <translation>需转诊</translation>
    </message>
    <message>
        <source>Graded from</source>
        <translation>分级依据</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>用时</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>版本</translation>
    </message>
    <message>
        <source>same</source>
        <translation>相同</translation>
    </message>
    <message>
        <source>both eyes</source>
        <translation>双眼</translation>
    </message>
    <message>
        <source>this eye</source>
        <translation>此眼</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation>许可</translation>
    </message>
    <message>
        <source>Fundus photographs, what published models see in them, and what readers say. The models show where they looked and what they found; they do not decide.</source>
        <translation>眼底照片、已发表模型所见，以及阅片者的判断。模型显示其关注之处和所见；它们不做决定。</translation>
    </message>
    <message>
        <source>Type a command</source>
        <translation>输入命令</translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>键盘快捷键</translation>
    </message>
    <message>
        <source>With the mouse</source>
        <translation>使用鼠标</translation>
    </message>
    <message>
        <source>Microaneurysm</source>
        <translation>微动脉瘤</translation>
    </message>
    <message>
        <source>Haemorrhage</source>
        <translation>出血</translation>
    </message>
    <message>
        <source>Hard exudate</source>
        <translation>硬性渗出</translation>
    </message>
    <message>
        <source>Cotton-wool spot</source>
        <translation>棉絮斑</translation>
    </message>
    <message>
        <source>HE, MA</source>
        <translation>出血、微动脉瘤</translation>
    </message>
    <message>
        <source>IRMA</source>
        <translation>IRMA</translation>
    </message>
    <message>
        <source>The 4-2-1 rule for severe retinopathy (ICDR): more than 20 intraretinal haemorrhages in each of 4 quadrants, venous beading in 2, or prominent IRMA in 1.
Boxes are counted, marked and proposed ones; a cluster in one box counts once. Quadrants as seen from the optic disc.</source>
        <translation>重度视网膜病变的 4-2-1 规则（ICDR）：4 个象限中每个有 20 处以上视网膜内出血，2 个象限有静脉串珠，或 1 个象限有显著 IRMA。
统计的是标记和建议的方框；一个方框中的一簇只计一次。象限以视盘为中心。</translation>
    </message>
    <message>
        <source>{part}, not assessed</source>
        <translation>{part}，未评估</translation>
    </message>
    <message numerus="yes">
        <source>and %n network(s) more</source>
        <translation>
            <numerusform>以及另外 %n 个网络</numerusform>
        </translation>
    </message>
    <message>
        <source>Evidence by quadrant, 4-2-1 rule</source>
        <translation>各象限依据，4-2-1 规则</translation>
    </message>
    <message>
        <source>Hard exudates and the fovea</source>
        <translation>硬性渗出与中心凹</translation>
    </message>
    <message>
        <source>DME {grade}: {criterion}</source>
        <translation>DME {grade}：{criterion}</translation>
    </message>
    <message>
        <source>What the networks say</source>
        <translation>各网络的结果</translation>
    </message>
    <message>
        <source>Readers</source>
        <translation>阅片者</translation>
    </message>
    <message>
        <source>{part}, {quadrant}: shows them</source>
        <translation>{part}，{quadrant}：显示它们</translation>
    </message>
    <message>
        <source>Shows them on the photograph</source>
        <translation>在照片上显示它们</translation>
    </message>
    <message>
        <source>Venous beading</source>
        <translation>静脉串珠</translation>
    </message>
    <message>
        <source>Neovascularisation</source>
        <translation>新生血管</translation>
    </message>
    <message>
        <source>Preretinal haemorrhage</source>
        <translation>视网膜前出血</translation>
    </message>
    <message>
        <source>Optic disc</source>
        <translation>视盘</translation>
    </message>
    <message>
        <source>Fovea</source>
        <translation>黄斑中心凹</translation>
    </message>
    <message>
        <source>Laser scar</source>
        <translation>激光瘢痕</translation>
    </message>
    <message>
        <source>Drusen</source>
        <translation>玻璃膜疣</translation>
    </message>
    <message>
        <source>Other</source>
        <translation>其他</translation>
    </message>
    <message>
        <source>No DR</source>
        <translation>无 DR</translation>
    </message>
    <message>
        <source>Mild NPDR</source>
        <translation>轻度 NPDR</translation>
    </message>
    <message>
        <source>Moderate NPDR</source>
        <translation>中度 NPDR</translation>
    </message>
    <message>
        <source>Severe NPDR</source>
        <translation>重度 NPDR</translation>
    </message>
    <message>
        <source>Proliferative DR</source>
        <translation>增殖性 DR</translation>
    </message>
    <message>
        <source>No abnormalities.</source>
        <translation>无异常。</translation>
    </message>
    <message>
        <source>Microaneurysms only.</source>
        <translation>仅有微动脉瘤。</translation>
    </message>
    <message>
        <source>More than just microaneurysms, but less than severe.</source>
        <translation>不只微动脉瘤，但轻于重度。</translation>
    </message>
    <message>
        <source>Any of: more than 20 intraretinal haemorrhages in each of 4 quadrants; definite venous beading in 2 or more quadrants; prominent IRMA in 1 or more quadrants; and no sign of proliferative retinopathy (4-2-1 rule).</source>
        <translation>任一：4 个象限中每个都有 20 处以上视网膜内出血；2 个或更多象限有明确静脉串珠；1 个或更多象限有显著 IRMA；且无增殖性视网膜病变征象（4-2-1 规则）。</translation>
    </message>
    <message>
        <source>One or more of: neovascularisation; vitreous or preretinal haemorrhage.</source>
        <translation>一项或多项：新生血管；玻璃体或视网膜前出血。</translation>
    </message>
    <message>
        <source>No DME</source>
        <translation>无 DME</translation>
    </message>
    <message>
        <source>Exudates away from fovea</source>
        <translation>渗出远离中心凹</translation>
    </message>
    <message>
        <source>Exudates near fovea</source>
        <translation>渗出靠近中心凹</translation>
    </message>
    <message>
        <source>No apparent hard exudate.</source>
        <translation>未见明显硬性渗出。</translation>
    </message>
    <message>
        <source>Hard exudates, none within one disc diameter of the centre of the fovea.</source>
        <translation>有硬性渗出，但距中心凹中心一个视盘直径内没有。</translation>
    </message>
    <message>
        <source>Hard exudate within one disc diameter of the centre of the fovea.</source>
        <translation>距中心凹中心一个视盘直径内有硬性渗出。</translation>
    </message>
    <message>
        <source>DR 0  No DR</source>
        <translation>DR 0  无 DR</translation>
    </message>
    <message>
        <source>DR 1  Mild NPDR</source>
        <translation>DR 1  轻度 NPDR</translation>
    </message>
    <message>
        <source>DR 2  Moderate NPDR</source>
        <translation>DR 2  中度 NPDR</translation>
    </message>
    <message>
        <source>DR 3  Severe NPDR</source>
        <translation>DR 3  重度 NPDR</translation>
    </message>
    <message>
        <source>DR 4  Proliferative DR</source>
        <translation>DR 4  增殖性 DR</translation>
    </message>
    <message>
        <source>DME 0  No DME</source>
        <translation>DME 0  无 DME</translation>
    </message>
    <message>
        <source>DME 1  Exudates away from fovea</source>
        <translation>DME 1  渗出远离中心凹</translation>
    </message>
    <message>
        <source>DME 2  Exudates near fovea</source>
        <translation>DME 2  渗出靠近中心凹</translation>
    </message>
    <message>
        <source>Region 1</source>
        <translation>区域 1</translation>
    </message>
    <message>
        <source>Region 2</source>
        <translation>区域 2</translation>
    </message>
    <message>
        <source>Region 3</source>
        <translation>区域 3</translation>
    </message>
    <message>
        <source>Region 4</source>
        <translation>区域 4</translation>
    </message>
    <message>
        <source>superior temporal</source>
        <translation>颞上</translation>
    </message>
    <message>
        <source>superior nasal</source>
        <translation>鼻上</translation>
    </message>
    <message>
        <source>inferior temporal</source>
        <translation>颞下</translation>
    </message>
    <message>
        <source>inferior nasal</source>
        <translation>鼻下</translation>
    </message>
    <message>
        <source>proposed</source>
        <translation>建议</translation>
    </message>
    <message>
        <source>accepted</source>
        <translation>已接受</translation>
    </message>
    <message>
        <source>edited</source>
        <translation>已修改</translation>
    </message>
    <message>
        <source>rejected</source>
        <translation>已拒绝</translation>
    </message>
    <message>
        <source>drawn</source>
        <translation>手绘</translation>
    </message>
    <message>
        <source>good</source>
        <translation>良好</translation>
    </message>
    <message>
        <source>doubtful</source>
        <translation>可疑</translation>
    </message>
    <message>
        <source>Blur</source>
        <translation>模糊</translation>
    </message>
    <message>
        <source>Artefact</source>
        <translation>伪影</translation>
    </message>
    <message>
        <source>Myelinated fibres</source>
        <translation>有髓神经纤维</translation>
    </message>
    <message>
        <source>Epiretinal membrane</source>
        <translation>视网膜前膜</translation>
    </message>
    <message>
        <source>Fibrous proliferation</source>
        <translation>纤维增生</translation>
    </message>
    <message>
        <source>Vitreous haemorrhage</source>
        <translation>玻璃体积血</translation>
    </message>
    <message>
        <source>Retinal detachment</source>
        <translation>视网膜脱离</translation>
    </message>
    <message>
        <source>Asteroid hyalosis</source>
        <translation>星状玻璃体变性</translation>
    </message>
    <message>
        <source>Pigment change</source>
        <translation>色素改变</translation>
    </message>
    <message>
        <source>Naevus</source>
        <translation>痣</translation>
    </message>
    <message>
        <source>yellow</source>
        <comment>colour</comment>
        <translation>黄色</translation>
    </message>
    <message>
        <source>white</source>
        <comment>colour</comment>
        <translation>白色</translation>
    </message>
    <message>
        <source>blue</source>
        <comment>colour</comment>
        <translation>蓝色</translation>
    </message>
    <message>
        <source>violet</source>
        <comment>colour</comment>
        <translation>紫色</translation>
    </message>
    <message>
        <source>light green</source>
        <comment>colour</comment>
        <translation>浅绿色</translation>
    </message>
    <message>
        <source>pink</source>
        <comment>colour</comment>
        <translation>粉色</translation>
    </message>
    <message>
        <source>grey</source>
        <comment>colour</comment>
        <translation>灰色</translation>
    </message>
    <message>
        <source>mint</source>
        <comment>colour</comment>
        <translation>薄荷色</translation>
    </message>
    <message>
        <source>lilac</source>
        <comment>colour</comment>
        <translation>淡紫色</translation>
    </message>
    <message>
        <source>green</source>
        <comment>colour</comment>
        <translation>绿色</translation>
    </message>
    <message>
        <source>silver</source>
        <comment>colour</comment>
        <translation>银色</translation>
    </message>
    <message>
        <source>sage</source>
        <comment>colour</comment>
        <translation>灰绿色</translation>
    </message>
    <message>
        <source>Field of view</source>
        <translation>视野</translation>
    </message>
    <message>
        <source>Other reason</source>
        <translation>其他原因</translation>
    </message>
    <message>
        <source>not a fundus photograph</source>
        <translation>不是眼底照片</translation>
    </message>
    <message>
        <source>no colour</source>
        <translation>无色彩</translation>
    </message>
    <message>
        <source>haze</source>
        <translation>雾状混浊</translation>
    </message>
    <message>
        <source>field cut off</source>
        <translation>视野被截断</translation>
    </message>
    <message>
        <source>too few pixels</source>
        <translation>像素过少</translation>
    </message>
    <message>
        <source>overexposed</source>
        <translation>过度曝光</translation>
    </message>
    <message>
        <source>no field of view</source>
        <translation>无视野</translation>
    </message>
    <message>
        <source>noise or compression</source>
        <translation>噪声或压缩</translation>
    </message>
    <message>
        <source>uneven light</source>
        <translation>光照不均</translation>
    </message>
    <message>
        <source>damaged file</source>
        <translation>文件损坏</translation>
    </message>
    <message>
        <source>centre</source>
        <translation>中心</translation>
    </message>
    <message>
        <source>inner superior</source>
        <translation>内环上方</translation>
    </message>
    <message>
        <source>inner nasal</source>
        <translation>内环鼻侧</translation>
    </message>
    <message>
        <source>inner inferior</source>
        <translation>内环下方</translation>
    </message>
    <message>
        <source>inner temporal</source>
        <translation>内环颞侧</translation>
    </message>
    <message>
        <source>outer superior</source>
        <translation>外环上方</translation>
    </message>
    <message>
        <source>outer nasal</source>
        <translation>外环鼻侧</translation>
    </message>
    <message>
        <source>outer inferior</source>
        <translation>外环下方</translation>
    </message>
    <message>
        <source>outer temporal</source>
        <translation>外环颞侧</translation>
    </message>
    <message>
        <source>coverage regions</source>
        <translation>病灶覆盖区域</translation>
    </message>
    <message>
        <source>attention regions</source>
        <translation>注意力区域</translation>
    </message>
    <message>
        <source>attention and coverage regions</source>
        <translation>注意力与病灶覆盖区域</translation>
    </message>
    <message>
        <source>most certain first</source>
        <translation>最确定的在前</translation>
    </message>
    <message>
        <source>by place</source>
        <translation>按位置</translation>
    </message>
    <message>
        <source>CSV holds only boxes: to other programs a mask is the box around it</source>
        <translation>CSV 只含方框：对其他程序而言，掩膜即其外接方框</translation>
    </message>
    <message>
        <source>Pascal VOC holds only boxes: to other programs a mask is the box around it</source>
        <translation>Pascal VOC 只含方框：对其他程序而言，掩膜即其外接方框</translation>
    </message>
    <message>
        <source>masks do not say where one lesion ends, nor who drew it</source>
        <translation>掩膜不区分相邻病变的边界，也不记录由谁绘制</translation>
    </message>
    <message>
        <source>masks hold no gradings</source>
        <translation>掩膜不含分级</translation>
    </message>
    <message>
        <source>YOLO&apos;s lines hold only classes and shapes; the rest is in boxes.csv</source>
        <translation>YOLO 的各行只含类别和形状；其余在 boxes.csv 中</translation>
    </message>
    <message>
        <source>gradings are in images.csv</source>
        <translation>分级在 images.csv 中</translation>
    </message>
    <message>
        <source>Proposed as marks: neighbouring lesions share a box, specks are left out, at most 200.</source>
        <translation>作为标记建议：相邻病灶共用一个方框，略去微小斑点，至多 200 个。</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>浅色</translation>
    </message>
    <message>
        <source>Follow the desktop</source>
        <translation>跟随桌面</translation>
    </message>
    <message>
        <source>As they were left</source>
        <translation>保持上次的状态</translation>
    </message>
    <message>
        <source>As at the first start</source>
        <translation>恢复首次启动的状态</translation>
    </message>
    <message>
        <source>Zooms at the pointer</source>
        <translation>以指针为中心缩放</translation>
    </message>
    <message>
        <source>Scrolls; with Ctrl it zooms</source>
        <translation>滚动；按住 Ctrl 时缩放</translation>
    </message>
    <message>
        <source>At the zoom at which it was left</source>
        <translation>按上次离开时的缩放</translation>
    </message>
    <message>
        <source>At the zoom of the one before</source>
        <translation>按前一张的缩放</translation>
    </message>
    <message>
        <source>Run when asked</source>
        <translation>按需运行</translation>
    </message>
    <message>
        <source>Run on every photograph shown</source>
        <translation>对每张显示的照片运行</translation>
    </message>
    <message>
        <source>Command</source>
        <translation>命令</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>按键</translation>
    </message>
    <message>
        <source>Also on</source>
        <translation>同键命令</translation>
    </message>
    <message>
        <source>Preferences</source>
        <translation>首选项</translation>
    </message>
    <message>
        <source>As the desktop&apos;s</source>
        <translation>与桌面相同</translation>
    </message>
    <message>
        <source>{points} pt</source>
        <translation>{points} 磅</translation>
    </message>
    <message>
        <source>Find a command</source>
        <translation>查找命令</translation>
    </message>
    <message>
        <source>Default key</source>
        <translation>默认按键</translation>
    </message>
    <message>
        <source>Reader&apos;s name</source>
        <translation>阅片者姓名</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>Size of text</source>
        <translation>文字大小</translation>
    </message>
    <message>
        <source>Layers at start</source>
        <translation>启动时的图层</translation>
    </message>
    <message>
        <source>Press the new key</source>
        <translation>请按新按键</translation>
    </message>
    <message>
        <source>Marks and answers carry the name from the next study opened on.</source>
        <translation>从下次打开的研究起，标记和答案将使用此姓名。</translation>
    </message>
    <message>
        <source>One eye</source>
        <translation>单眼</translation>
    </message>
    <message>
        <source>Both eyes</source>
        <translation>双眼</translation>
    </message>
    <message>
        <source>OD left, OS right; {key:fellow} goes to the other.</source>
        <translation>OD 在左，OS 在右；{key:fellow} 切换到另一只。</translation>
    </message>
    <message>
        <source>Compare two networks</source>
        <translation>比较两个网络</translation>
    </message>
    <message>
        <source>This photograph as each of them sees it, with their scores in the side panel.</source>
        <translation>此照片在两个网络眼中的样子，得分见侧栏。</translation>
    </message>
    <message>
        <source>Adjudicate readers</source>
        <translation>仲裁阅片者</translation>
    </message>
    <message>
        <source>Everybody&apos;s marks over each other, each with its sign, and what is decided.</source>
        <translation>所有人的标记叠加显示，各有其记号，以及最终决定。</translation>
    </message>
    <message>
        <source>Previous visit beside</source>
        <translation>并排显示上次就诊</translation>
    </message>
    <message>
        <source>The same eye before, left, registered onto this photograph.</source>
        <translation>同一只眼以前的照片在左侧，已配准到本照片。</translation>
    </message>
    <message>
        <source>Blink the previous visit over this one</source>
        <translation>上次就诊与本次交替闪烁</translation>
    </message>
    <message>
        <source>The two change places, so that whatever has changed moves.</source>
        <translation>两张照片交替显示，有变化之处会跳动。</translation>
    </message>
    <message>
        <source>Zoom and move both together</source>
        <translation>同步缩放和移动</translation>
    </message>
    <message>
        <source>Mirror the two eyes, nasal to nasal</source>
        <translation>双眼镜像，鼻侧相对</translation>
    </message>
    <message>
        <source>Zoom in</source>
        <translation>放大</translation>
    </message>
    <message>
        <source>Zoom out</source>
        <translation>缩小</translation>
    </message>
    <message>
        <source>Actual size, pixel by pixel</source>
        <translation>实际大小，逐像素</translation>
    </message>
    <message>
        <source>Keep zoom from photograph to photograph</source>
        <translation>切换照片时保持缩放</translation>
    </message>
    <message>
        <source>Otherwise each photograph is shown as you left it.</source>
        <translation>否则每张照片按您上次离开时的样子显示。</translation>
    </message>
    <message>
        <source>Only on the screen; the file and all marks stay as they are.</source>
        <translation>仅在屏幕上；文件和所有标记保持不变。</translation>
    </message>
    <message>
        <source>Rotate right</source>
        <translation>向右旋转</translation>
    </message>
    <message>
        <source>Rotate left</source>
        <translation>向左旋转</translation>
    </message>
    <message>
        <source>Mirror left and right</source>
        <translation>左右翻转</translation>
    </message>
    <message>
        <source>Mirror top and bottom</source>
        <translation>上下翻转</translation>
    </message>
    <message>
        <source>As in the file</source>
        <translation>与文件一致</translation>
    </message>
    <message>
        <source>Zoom to next suspicious region</source>
        <translation>放大下一个可疑区域</translation>
    </message>
    <message>
        <source>After the last one, the whole photograph.</source>
        <translation>最后一个之后显示整张照片。</translation>
    </message>
    <message>
        <source>Zoom to previous suspicious region</source>
        <translation>放大上一个可疑区域</translation>
    </message>
    <message>
        <source>Next view: colour, red-free, CLAHE</source>
        <translation>下一视图：彩色、无赤光、CLAHE</translation>
    </message>
    <message>
        <source>Reset brightness and contrast</source>
        <translation>重置亮度和对比度</translation>
    </message>
    <message>
        <source>Faint hints once a previous visit is registered; never labels here.</source>
        <translation>上次就诊配准后的淡色提示；绝不是本照片的标注。</translation>
    </message>
    <message>
        <source>Or hold {key:hold_bare}.</source>
        <translation>或按住 {key:hold_bare}。</translation>
    </message>
    <message>
        <source>Attention map</source>
        <translation>注意力图</translation>
    </message>
    <message>
        <source>Where the grading network looked; not lesion evidence.</source>
        <translation>分级网络关注的位置；不是病灶证据。</translation>
    </message>
    <message>
        <source>No attention map for this photograph yet.</source>
        <translation>此照片尚无注意力图。</translation>
    </message>
    <message>
        <source>Opacity</source>
        <translation>不透明度</translation>
    </message>
    <message>
        <source>Outline</source>
        <translation>轮廓</translation>
    </message>
    <message>
        <source>Draw</source>
        <comment>step</comment>
        <translation>绘制</translation>
    </message>
    <message>
        <source>Paint</source>
        <comment>step</comment>
        <translation>涂绘</translation>
    </message>
    <message>
        <source>Outline</source>
        <comment>step</comment>
        <translation>描出</translation>
    </message>
    <message>
        <source>Place</source>
        <comment>step</comment>
        <translation>放置</translation>
    </message>
    <message>
        <source>Move</source>
        <comment>step</comment>
        <translation>移动</translation>
    </message>
    <message>
        <source>Resize</source>
        <comment>step</comment>
        <translation>调整大小</translation>
    </message>
    <message>
        <source>Change class of</source>
        <comment>step</comment>
        <translation>更改类别</translation>
    </message>
    <message>
        <source>Delete</source>
        <comment>step</comment>
        <translation>删除</translation>
    </message>
    <message>
        <source>Duplicate</source>
        <comment>step</comment>
        <translation>创建副本</translation>
    </message>
    <message>
        <source>Paste</source>
        <comment>step</comment>
        <translation>粘贴</translation>
    </message>
    <message>
        <source>Accept</source>
        <comment>step</comment>
        <translation>接受</translation>
    </message>
    <message>
        <source>Reject</source>
        <comment>step</comment>
        <translation>拒绝</translation>
    </message>
    <message>
        <source>Lock</source>
        <comment>step</comment>
        <translation>锁定</translation>
    </message>
    <message>
        <source>Unlock</source>
        <comment>step</comment>
        <translation>解锁</translation>
    </message>
    <message>
        <source>Comment on</source>
        <comment>step</comment>
        <translation>备注</translation>
    </message>
    <message>
        <source>Erase part of</source>
        <comment>step</comment>
        <translation>擦除部分</translation>
    </message>
    <message>
        <source>Move a point of</source>
        <comment>step</comment>
        <translation>移动轮廓点：</translation>
    </message>
    <message>
        <source>Add a point to</source>
        <comment>step</comment>
        <translation>添加轮廓点：</translation>
    </message>
    <message>
        <source>Remove a point of</source>
        <comment>step</comment>
        <translation>移除轮廓点：</translation>
    </message>
    <message>
        <source>Split</source>
        <comment>step</comment>
        <translation>拆分</translation>
    </message>
    <message>
        <source>Snap</source>
        <comment>step</comment>
        <translation>贴合</translation>
    </message>
    <message>
        <source>Make mask of</source>
        <comment>step</comment>
        <translation>转为掩膜</translation>
    </message>
    <message>
        <source>Make box of</source>
        <comment>step</comment>
        <translation>转为方框</translation>
    </message>
    <message>
        <source>Doubt</source>
        <comment>step</comment>
        <translation>存疑：</translation>
    </message>
    <message>
        <source>Be sure of</source>
        <comment>step</comment>
        <translation>确定</translation>
    </message>
    <message>
        <source>Grade</source>
        <comment>step</comment>
        <translation>分级</translation>
    </message>
    <message>
        <source>Change patient</source>
        <comment>step</comment>
        <translation>更改患者</translation>
    </message>
    <message>
        <source>Change eye</source>
        <comment>step</comment>
        <translation>更改眼别</translation>
    </message>
    <message>
        <source>Change date</source>
        <comment>step</comment>
        <translation>更改日期</translation>
    </message>
    <message>
        <source>Change classes</source>
        <comment>step</comment>
        <translation>更改类别</translation>
    </message>
    <message>
        <source>Import marks</source>
        <comment>step</comment>
        <translation>导入标记</translation>
    </message>
    <message>
        <source>Import grading</source>
        <comment>step</comment>
        <translation>导入分级</translation>
    </message>
    <message>
        <source>Keep answer</source>
        <comment>step</comment>
        <translation>保留答案</translation>
    </message>
    <message>
        <source>Keep marks</source>
        <comment>step</comment>
        <translation>保留标记</translation>
    </message>
    <message>
        <source>Turn blind reading on</source>
        <comment>step</comment>
        <translation>开启盲读</translation>
    </message>
    <message>
        <source>Turn blind reading off</source>
        <comment>step</comment>
        <translation>关闭盲读</translation>
    </message>
    <message>
        <source>Decide</source>
        <comment>step</comment>
        <translation>决定</translation>
    </message>
    <message>
        <source>Take the decision back</source>
        <comment>step</comment>
        <translation>撤回决定</translation>
    </message>
    <message numerus="yes">
        <source>copy %n mark(s) across</source>
        <translation>
            <numerusform>复制 %n 个标记</numerusform>
        </translation>
    </message>
    <message>
        <source>{verb} {what}</source>
        <translation>{verb}{what}</translation>
    </message>
    <message>
        <source>Outline lesions</source>
        <translation>描出病灶轮廓</translation>
    </message>
    <message>
        <source>Fill</source>
        <translation>填充</translation>
    </message>
    <message>
        <source>Fill lesions</source>
        <translation>填充病灶</translation>
    </message>
    <message>
        <source>The squares that contain most of the lesions found</source>
        <translation>包含所发现病灶最多的方块</translation>
    </message>
    <message>
        <source>Where the grading network looked</source>
        <translation>分级网络关注的位置</translation>
    </message>
    <message>
        <source>Reset thresholds</source>
        <translation>重置阈值</translation>
    </message>
    <message>
        <source>Use the model card&apos;s thresholds in this study, for every network and class</source>
        <translation>在本研究中对每个网络和类别使用模型卡片的阈值</translation>
    </message>
    <message>
        <source>No segmentation for this photograph yet.</source>
        <translation>此照片尚无分割结果。</translation>
    </message>
    <message>
        <source>Where {network} looked for {target}. Not lesion evidence.</source>
        <translation>{network} 针对 {target} 关注的位置。不是病灶证据。</translation>
    </message>
    <message>
        <source>Segmented lesions</source>
        <translation>分割的病灶</translation>
    </message>
    <message>
        <source>Suspicious regions</source>
        <translation>可疑区域</translation>
    </message>
    <message>
        <source>Readers&apos; marks</source>
        <translation>阅片者的标记</translation>
    </message>
    <message>
        <source>Models&apos; proposals</source>
        <translation>模型的建议</translation>
    </message>
    <message>
        <source>Rejected proposals</source>
        <translation>已拒绝的建议</translation>
    </message>
    <message>
        <source>Disc, fovea and rings</source>
        <translation>视盘、中心凹与圆环</translation>
    </message>
    <message>
        <source>Marks of the previous visit</source>
        <translation>上次就诊的标记</translation>
    </message>
    <message>
        <source>Show  {key}</source>
        <translation>显示  {key}</translation>
    </message>
    <message>
        <source>{network}, for {target}</source>
        <translation>{network}，针对 {target}</translation>
    </message>
    <message>
        <source>With quadrants, and rings of one and two disc diameters around the fovea.</source>
        <translation>含象限，以及中心凹周围一个和两个视盘直径的圆环。</translation>
    </message>
    <message>
        <source>Bare photograph</source>
        <translation>原始照片</translation>
    </message>
    <message>
        <source>Zoomed patches</source>
        <translation>放大图块</translation>
    </message>
    <message>
        <source>The most suspicious regions in a strip below the photograph.</source>
        <translation>照片下方一栏显示最可疑的区域。</translation>
    </message>
    <message>
        <source>Minimap while zoomed in</source>
        <translation>放大时显示缩略导航图</translation>
    </message>
    <message>
        <source>Worklist</source>
        <translation>工作列表</translation>
    </message>
    <message>
        <source>Side panel</source>
        <translation>侧栏</translation>
    </message>
    <message>
        <source>Full screen</source>
        <translation>全屏</translation>
    </message>
    <message>
        <source>No network has weights on this computer.</source>
        <translation>此计算机上没有带权重的网络。</translation>
    </message>
    <message>
        <source>{network} is queued</source>
        <translation>{network} 正在排队</translation>
    </message>
    <message>
        <source>{network} waits for the analysis of this photograph.</source>
        <translation>{network} 正在等待此照片的分析。</translation>
    </message>
    <message>
        <source>{network} has not analysed this photograph.</source>
        <translation>{network} 尚未分析此照片。</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>运行</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Description</source>
        <translation>说明</translation>
    </message>
    <message>
        <source>dicom://TITLE@HOST:PORT, dicoms:// for TLS, or the https address of a DICOMweb service, whose password stands in the file .netrc.</source>
        <translation>dicom://名称@主机:端口，TLS 用 dicoms://，或 DICOMweb 服务的 https 地址，其密码在 .netrc 文件中。</translation>
    </message>
    <message>
        <source>Get from archive</source>
        <translation>从归档获取</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>搜索</translation>
    </message>
    <message>
        <source>Get photographs</source>
        <translation>获取照片</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>By which the archive knows this program.</source>
        <translation>归档以此名称识别本程序。</translation>
    </message>
    <message>
        <source>whole</source>
        <translation>完整</translation>
    </message>
    <message>
        <source>Archive</source>
        <translation>归档</translation>
    </message>
    <message>
        <source>Own title</source>
        <translation>本机名称</translation>
    </message>
    <message>
        <source>Patient&apos;s ID</source>
        <translation>患者编号</translation>
    </message>
    <message>
        <source>Patient&apos;s name</source>
        <translation>患者姓名</translation>
    </message>
    <message>
        <source>Day, or days</source>
        <translation>日期或日期范围</translation>
    </message>
    <message>
        <source>Research use only, not a medical device</source>
        <translation>仅供研究使用，不是医疗器械</translation>
    </message>
    <message>
        <source>Evidence</source>
        <translation>依据</translation>
    </message>
    <message>
        <source>cannot be shown</source>
        <translation>无法显示</translation>
    </message>
    <message>
        <source>{state}, flagged</source>
        <translation>{state}，已标旗</translation>
    </message>
    <message>
        <source>By its path</source>
        <translation>按路径</translation>
    </message>
    <message>
        <source>Teaches</source>
        <translation>教益</translation>
    </message>
    <message>
        <source>How much your label would teach the networks: where they are unsure or disagree, and where nothing alike is labelled yet</source>
        <translation>您的标签能让网络学到多少：在其不确定或不一致、且尚无类似标签之处</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>How far you are with it</source>
        <translation>您的进度</translation>
    </message>
    <message>
        <source>Flag</source>
        <translation>标旗</translation>
    </message>
    <message>
        <source>flagged</source>
        <translation>已标旗</translation>
    </message>
    <message>
        <source>What you have set aside to come back to</source>
        <translation>您留待稍后再看的照片</translation>
    </message>
    <message>
        <source>You</source>
        <translation>您</translation>
    </message>
    <message>
        <source>The reader&apos;s answer</source>
        <translation>阅片者的答案</translation>
    </message>
    <message>
        <source>Grade of retinopathy by the models</source>
        <translation>模型给出的视网膜病变分级</translation>
    </message>
    <message>
        <source>Refer</source>
        <translation>转诊</translation>
    </message>
    <message>
        <source>Probability of referable retinopathy, by the models</source>
        <translation>模型给出的需转诊视网膜病变概率</translation>
    </message>
    <message>
        <source>Apart</source>
        <translation>差距</translation>
    </message>
    <message>
        <source>How many grades of retinopathy the networks are apart</source>
        <translation>各网络相差的视网膜病变级数</translation>
    </message>
    <message>
        <source>Answer of the quality gate; sorts by its score</source>
        <translation>质量检查的结果；按其得分排序</translation>
    </message>
    <message>
        <source>Marks</source>
        <translation>标记</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>答案</translation>
    </message>
    <message>
        <source>“Copy labels across to mine”, in the menu Mark, takes the selected ones. “Record my answer as the consensus”, in the menu Grade, is kept with your name.</source>
        <translation>“标注”菜单中的“将标注复制为我的”复制选中的标注。“分级”菜单中的“将我的答案记录为共识”连同您的名字一起保存。</translation>
    </message>
    <message>
        <source>Readers and networks</source>
        <translation>阅片者与网络</translation>
    </message>
    <message>
        <source>Consensus</source>
        <translation>共识</translation>
    </message>
    <message>
        <source>Take it back</source>
        <translation>撤回</translation>
    </message>
    <message>
        <source>Record</source>
        <translation>就此决定</translation>
    </message>
    <message>
        <source>{answer}, decided by {name}, {when}</source>
        <translation>{answer}，由 {name} 决定，{when}</translation>
    </message>
    <message>
        <source>Nothing decided yet</source>
        <translation>尚未决定</translation>
    </message>
    <message>
        <source>Lesions that are marked</source>
        <translation>已标记的病灶</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>When it was taken: by its header or name, or as you said</source>
        <translation>拍摄日期：来自文件头或文件名，或由您填写</translation>
    </message>
    <message>
        <source>Taken by</source>
        <translation>认领者</translation>
    </message>
    <message>
        <source>Who is to read it</source>
        <translation>由谁阅片</translation>
    </message>
    <message>
        <source>Who answered, or marked last</source>
        <translation>作答者或最后标记者</translation>
    </message>
    <message>
        <source>Scores</source>
        <translation>得分</translation>
    </message>
    <message>
        <source>Adjudicate</source>
        <translation>仲裁</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>比较</translation>
    </message>
    <message>
        <source>Brush</source>
        <translation>画笔</translation>
    </message>
    <message>
        <source>A stroke that touches the selected mark goes on with it; Shift: also one apart from it; Ctrl erases.</source>
        <translation>触及所选标记的笔画会并入其中；Shift：不相接也并入；Ctrl 擦除。</translation>
    </message>
    <message>
        <source>Eraser</source>
        <translation>橡皮擦</translation>
    </message>
    <message>
        <source>Takes from the selected marks, or from every mask where none is selected.</source>
        <translation>从所选标记中擦除；未选择时从所有掩膜中擦除。</translation>
    </message>
    <message>
        <source>Narrower brush</source>
        <translation>画笔变细</translation>
    </message>
    <message>
        <source>Wider brush</source>
        <translation>画笔变粗</translation>
    </message>
    <message>
        <source>Polygon</source>
        <translation>多边形</translation>
    </message>
    <message>
        <source>Click point by point; a click on the first or the last one, or {key:enter}, closes it; {key:point_back} takes a point back.</source>
        <translation>逐点单击；单击第一个或最后一个点或按 {key:enter} 闭合；{key:point_back} 撤回一点。</translation>
    </message>
    <message>
        <source>Outline the lesion under the pointer</source>
        <translation>描出指针下的病灶</translation>
    </message>
    <message>
        <source>One click a lesion: by the models&apos; map where there is one, else by colour.</source>
        <translation>每个病灶单击一次：有模型图时依模型图，否则依颜色。</translation>
    </message>
    <message>
        <source>Snap boxes to their lesions</source>
        <translation>使方框贴合病灶</translation>
    </message>
    <message>
        <source>Make masks of boxes</source>
        <translation>将方框转为掩膜</translation>
    </message>
    <message>
        <source>The pixels of the lesions in them, by the models&apos; map or by colour.</source>
        <translation>其中病灶的像素，依模型图或颜色。</translation>
    </message>
    <message>
        <source>Make boxes of masks</source>
        <translation>将掩膜转为方框</translation>
    </message>
    <message>
        <source>Split a cluster into its lesions</source>
        <translation>将一簇拆分为各个病灶</translation>
    </message>
    <message>
        <source>The part in view; press or drag to move there</source>
        <translation>当前可见部分；点击或拖动可移到那里</translation>
    </message>
    <message>
        <source>Minimap</source>
        <translation>缩略导航图</translation>
    </message>
    <message>
        <source>{length:.0f} px, {diameters:.2f} DD, about {mm:.2f} mm</source>
        <translation>{length:.0f} px，{diameters:.2f} DD，约 {mm:.2f} mm</translation>
    </message>
    <message>
        <source>{area:.0f} px², {diameters:.3f} DD², about {mm:.3f} mm²</source>
        <translation>{area:.0f} px²，{diameters:.3f} DD²，约 {mm:.3f} mm²</translation>
    </message>
    <message>
        <source>1 disc diameter, 1.5 mm</source>
        <translation>1 个视盘直径，1.5 mm</translation>
    </message>
    <message>
        <source>locked</source>
        <translation>已锁定</translation>
    </message>
    <message>
        <source>not certain</source>
        <translation>不确定</translation>
    </message>
    <message>
        <source>Scoring the networks&apos; regions …</source>
        <translation>正在为各网络的区域评分 …</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>以前</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>现在</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>变化</translation>
    </message>
    <message>
        <source>{network} gave no answer.</source>
        <translation>{network} 没有给出结果。</translation>
    </message>
    <message>
        <source>Copy table</source>
        <translation>复制表格</translation>
    </message>
    <message>
        <source>As tab-separated text, for a spreadsheet</source>
        <translation>以制表符分隔的文本，用于电子表格</translation>
    </message>
    <message>
        <source>Grades</source>
        <translation>分级</translation>
    </message>
    <message>
        <source>Boxes</source>
        <translation>方框</translation>
    </message>
    <message>
        <source>Persons</source>
        <translation>人数</translation>
    </message>
    <message>
        <source>as many at random</source>
        <translation>同数随机</translation>
    </message>
    <message>
        <source>at the centre</source>
        <translation>位于中心</translation>
    </message>
    <message>
        <source>No photograph of this study has your boxes yet. Draw some, and the sources&apos; regions are scored against them here.</source>
        <translation>本研究尚无照片有您的方框。绘制一些后，各网络的区域将在此与其比较。</translation>
    </message>
    <message>
        <source>IoM recall</source>
        <translation>IoM 召回率</translation>
    </message>
    <message>
        <source>IoM threshold</source>
        <translation>IoM 阈值</translation>
    </message>
    <message>
        <source>Recall</source>
        <translation>召回率</translation>
    </message>
    <message>
        <source>Table</source>
        <translation>表格</translation>
    </message>
    <message>
        <source>Recall at one threshold</source>
        <translation>单一阈值的召回率</translation>
    </message>
    <message>
        <source>Curves</source>
        <translation>曲线</translation>
    </message>
    <message>
        <source>Recall at every threshold</source>
        <translation>各阈值的召回率</translation>
    </message>
    <message numerus="yes">
        <source>Run on %n photograph(s)</source>
        <translation>
            <numerusform>对 %n 张照片运行</numerusform>
        </translation>
    </message>
    <message>
        <source>Stop, {count} to go</source>
        <translation>停止，还剩 {count}</translation>
    </message>
    <message>
        <source>Recall at {threshold:g}</source>
        <translation>{threshold:g} 处的召回率</translation>
    </message>
    <message>
        <source>Field covered</source>
        <translation>覆盖视野</translation>
    </message>
    <message>
        <source>boxes</source>
        <translation>方框</translation>
    </message>
    <message>
        <source>persons</source>
        <translation>人数</translation>
    </message>
    <message>
        <source>random, boxes</source>
        <translation>随机，方框</translation>
    </message>
    <message>
        <source>{low} to {high}</source>
        <translation>{low} 至 {high}</translation>
    </message>
    <message numerus="yes">
        <source>{network} has not run on {missing} of %n photograph(s) with your boxes.</source>
        <translation>
            <numerusform>{network} 尚未在有您方框的 %n 张照片中的 {missing} 张上运行。</numerusform>
        </translation>
    </message>
    <message>
        <source>too few for intervals</source>
        <translation>太少，无法给出区间</translation>
    </message>
    <message>
        <source>with 95 % intervals</source>
        <translation>含 95 % 区间</translation>
    </message>
    <message>
        <source>{boxes} on {images} of {persons}, {interval}.</source>
        <translation>{persons}的{images}上有{boxes}，{interval}。</translation>
    </message>
    <message numerus="yes">
        <source>%n box(es)</source>
        <translation>
            <numerusform>%n 个方框</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n photograph(s)</source>
        <translation>
            <numerusform>%n 张照片</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n person(s)</source>
        <translation>
            <numerusform>%n 人</numerusform>
        </translation>
    </message>
    <message>
        <source>Drawing the demo&apos;s photographs, once only; each appears when it is ready.</source>
        <translation>正在绘制演示照片，仅此一次；每张完成后显示。</translation>
    </message>
    <message>
        <source>The demo&apos;s photographs cannot be drawn: {why}</source>
        <translation>无法绘制演示照片：{why}</translation>
    </message>
    <message>
        <source>The patches of this cluster are hardly more alike than patches of different clusters; what they share may be chance.</source>
        <translation>此簇的图块彼此相似度几乎不高于不同簇的图块；其共同点可能是偶然。</translation>
    </message>
    <message>
        <source>Name…</source>
        <translation>命名…</translation>
    </message>
    <message>
        <source>Discarded</source>
        <translation>已弃用</translation>
    </message>
    <message>
        <source>Cluster {number}</source>
        <translation>簇 {number}</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>弃用</translation>
    </message>
    <message>
        <source>No name</source>
        <translation>无名称</translation>
    </message>
    <message numerus="yes">
        <source>%n patch(es)</source>
        <translation>
            <numerusform>%n 个图块</numerusform>
        </translation>
    </message>
    <message>
        <source>{patches} of {photographs}</source>
        <translation>{photographs}中的{patches}</translation>
    </message>
    <message>
        <source>silhouette {value:.2f}</source>
        <translation>轮廓系数 {value:.2f}</translation>
    </message>
    <message>
        <source>loose</source>
        <translation>松散</translation>
    </message>
    <message>
        <source>loading the network …</source>
        <translation>正在加载网络 …</translation>
    </message>
    <message>
        <source>{shown} of {total}</source>
        <translation>{shown} / {total}</translation>
    </message>
    <message>
        <source>clustering …</source>
        <translation>正在聚类 …</translation>
    </message>
    <message>
        <source>The search was stopped.</source>
        <translation>搜索已停止。</translation>
    </message>
    <message>
        <source>The clusters could not be saved and are kept only until you close: {why}</source>
        <translation>无法保存簇，仅保留到关闭为止：{why}</translation>
    </message>
    <message>
        <source>{network}: {places} places on {photographs} photographs in {clusters} clusters.</source>
        <translation>{network}：{photographs} 张照片上 {places} 处，分为 {clusters} 簇。</translation>
    </message>
    <message>
        <source>{count} not used, such as {name}: {why}.</source>
        <translation>{count} 张未使用，例如 {name}：{why}。</translation>
    </message>
    <message>
        <source>Click a patch to see it on its photograph.</source>
        <translation>单击图块可在其照片上查看。</translation>
    </message>
    <message>
        <source>Finds the places where a grading network responds most in this study, and clusters those that look alike. Name a cluster that shows one kind of lesion, then go from place to place and draw the lesions that are there.</source>
        <translation>在本研究中找出分级网络响应最强的位置，并将相似的聚为一簇。为显示同一种病灶的簇命名，然后逐处查看并绘制其中的病灶。</translation>
    </message>
    <message>
        <source>Lesion discovery – RetinaView</source>
        <translation>病灶发现 – RetinaView</translation>
    </message>
    <message>
        <source>Find clusters</source>
        <translation>查找簇</translation>
    </message>
    <message>
        <source>Next place</source>
        <translation>下一处</translation>
    </message>
    <message>
        <source>Goes through the places of the named clusters ({key:next_place})</source>
        <translation>逐处查看已命名簇的位置（{key:next_place}）</translation>
    </message>
    <message>
        <source>Find again</source>
        <translation>重新查找</translation>
    </message>
    <message numerus="yes">
        <source>The named clusters have %n place(s).</source>
        <translation>
            <numerusform>已命名的簇有 %n 处。</numerusform>
        </translation>
    </message>
    <message>
        <source>Place {at} of {count}.</source>
        <translation>第 {at} 处，共 {count} 处。</translation>
    </message>
    <message>
        <source>Name a cluster to go through its places.</source>
        <translation>为簇命名后可逐处查看。</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>网络</translation>
    </message>
    <message>
        <source>Response {value:.2f}</source>
        <translation>响应 {value:.2f}</translation>
    </message>
    <message>
        <source>similarity {value:.2f}</source>
        <translation>相似度 {value:.2f}</translation>
    </message>
    <message>
        <source>the exemplar</source>
        <translation>代表样本</translation>
    </message>
    <message>
        <source>Click to open the photograph here</source>
        <translation>单击在此处打开照片</translation>
    </message>
    <message>
        <source>{reader} (you)</source>
        <translation>{reader}（您）</translation>
    </message>
    <message>
        <source>Disc or fovea is not known; a box of each sets it.</source>
        <translation>视盘或中心凹未知；各画一个方框即可设定。</translation>
    </message>
    <message>
        <source>Lesions are hidden until you have answered.</source>
        <translation>在您作答前病灶隐藏。</translation>
    </message>
    <message>
        <source>No haemorrhage or microaneurysm</source>
        <translation>无出血或微动脉瘤</translation>
    </message>
    <message>
        <source>Haemorrhages, microaneurysms: not assessed</source>
        <translation>出血、微动脉瘤：未评估</translation>
    </message>
    <message>
        <source>{count}; more than {many} in {quadrants} of {all} quadrants</source>
        <translation>{count}；{all} 个象限中有 {quadrants} 个超过 {many} 处</translation>
    </message>
    <message>
        <source>New vessels, preretinal haemorrhage: not assessed</source>
        <translation>新生血管、视网膜前出血：未评估</translation>
    </message>
    <message>
        <source>New vessels: {vessels}, preretinal haemorrhage: {blood} marked</source>
        <translation>新生血管：{vessels}，视网膜前出血：{blood}（已标记）</translation>
    </message>
    <message>
        <source>No hard exudate</source>
        <translation>无硬性渗出</translation>
    </message>
    <message>
        <source>Hard exudates: not assessed</source>
        <translation>硬性渗出：未评估</translation>
    </message>
    <message>
        <source>{count}; distance not known</source>
        <translation>{count}；距离未知</translation>
    </message>
    <message>
        <source>{count}, none within {limit:.0f} disc diameter (nearest {nearest:.1f})</source>
        <translation>{count}，{limit:.0f} 个视盘直径内无（最近 {nearest:.1f}）</translation>
    </message>
    <message>
        <source>{near} of {count} within {limit:.0f} disc diameter (nearest {nearest:.1f})</source>
        <translation>{count} 处中 {near} 处在 {limit:.0f} 个视盘直径内（最近 {nearest:.1f}）</translation>
    </message>
    <message>
        <source>DR {grade} ({share})</source>
        <translation>DR {grade}（{share}）</translation>
    </message>
    <message>
        <source>DME {grade} ({share})</source>
        <translation>DME {grade}（{share}）</translation>
    </message>
    <message>
        <source>No other network has graded it</source>
        <translation>没有其他网络对其分级</translation>
    </message>
    <message>
        <source>The networks agree on DR</source>
        <translation>各网络的 DR 一致</translation>
    </message>
    <message numerus="yes">
        <source>The networks are %n grade(s) apart on DR</source>
        <translation>
            <numerusform>各网络的 DR 相差 %n 级</numerusform>
        </translation>
    </message>
    <message>
        <source>Nobody else has answered</source>
        <translation>没有其他人作答</translation>
    </message>
    <message numerus="yes">
        <source>%n answer(s) by others, shown once you have answered</source>
        <translation>
            <numerusform>他人的 %n 个答案，您作答后显示</numerusform>
        </translation>
    </message>
    <message>
        <source>no grade</source>
        <translation>无分级</translation>
    </message>
    <message>
        <source>{count} proposed</source>
        <translation>{count} 个建议</translation>
    </message>
    <message>
        <source>{count}, {proposed} proposed</source>
        <translation>{count}，其中 {proposed} 个为建议</translation>
    </message>
    <message>
        <source>Waiting for the models …</source>
        <translation>正在等待模型 …</translation>
    </message>
    <message>
        <source>Hidden until you have answered.</source>
        <translation>在您作答前隐藏。</translation>
    </message>
    <message>
        <source>The models are ready. Answer, and press {key:enter} to see what they say.</source>
        <translation>模型已就绪。请作答，然后按 {key:enter} 查看其结果。</translation>
    </message>
    <message>
        <source>Not analysed yet ({key:run} to run).</source>
        <translation>尚未分析（按 {key:run} 运行）。</translation>
    </message>
    <message>
        <source>Every photograph of this study has been analysed.</source>
        <translation>本研究的所有照片均已分析。</translation>
    </message>
    <message>
        <source>This photograph cannot be shown.</source>
        <translation>无法显示此照片。</translation>
    </message>
    <message>
        <source>Graded together with the {eye} ({file}).</source>
        <translation>与{eye}（{file}）一起分级。</translation>
    </message>
    <message>
        <source>Graded alone: this network grades one eye at a time.</source>
        <translation>单独分级：此网络一次只分级一只眼。</translation>
    </message>
    <message>
        <source>Graded alone: the study does not say which eye this is.</source>
        <translation>单独分级：研究未说明是哪只眼。</translation>
    </message>
    <message>
        <source>Graded alone: no photograph of the {eye}.</source>
        <translation>单独分级：没有{eye}的照片。</translation>
    </message>
    <message>
        <source>Graded alone, without the {eye} ({file}).</source>
        <translation>单独分级，不含{eye}（{file}）。</translation>
    </message>
    <message>
        <source>Graded alone, without the {eye} ({file}). {key:run} grades both together.</source>
        <translation>单独分级，不含{eye}（{file}）。{key:run} 可一起分级。</translation>
    </message>
    <message>
        <source>other eye</source>
        <translation>另一只眼</translation>
    </message>
    <message>
        <source>left eye</source>
        <translation>左眼</translation>
    </message>
    <message>
        <source>right eye</source>
        <translation>右眼</translation>
    </message>
    <message>
        <source>the models</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>{name}: {network} failed ({why})</source>
        <translation>{name}：{network} 失败（{why}）</translation>
    </message>
    <message>
        <source>Unreliable: the photograph is ungradable.</source>
        <translation>不可靠：照片不可分级。</translation>
    </message>
    <message>
        <source>These lesions contradict the grade “No DR”.</source>
        <translation>这些病灶与“无 DR”的分级矛盾。</translation>
    </message>
    <message>
        <source>Open a photograph to see the models&apos; answer.</source>
        <translation>打开照片以查看模型的结果。</translation>
    </message>
    <message>
        <source>by {network}</source>
        <translation>由 {network}</translation>
    </message>
    <message>
        <source>No answer</source>
        <translation>无结果</translation>
    </message>
    <message>
        <source>Segmenting …</source>
        <translation>正在分割 …</translation>
    </message>
    <message>
        <source>Not a fundus photograph</source>
        <translation>不是眼底照片</translation>
    </message>
    <message>
        <source>No grade</source>
        <translation>无分级</translation>
    </message>
    <message>
        <source>No DR grade</source>
        <translation>无 DR 分级</translation>
    </message>
    <message>
        <source>This network grades macular oedema only.</source>
        <translation>此网络仅对黄斑水肿分级。</translation>
    </message>
    <message>
        <source>Referable with probability {share}</source>
        <translation>需转诊的概率 {share}</translation>
    </message>
    <message>
        <source>Quality doubtful: {reasons}</source>
        <translation>质量可疑：{reasons}</translation>
    </message>
    <message>
        <source>Grading network</source>
        <translation>分级网络</translation>
    </message>
    <message>
        <source>Whose answer is shown ({key:next_source}, {key:previous_source})</source>
        <translation>显示哪个网络的结果（{key:next_source}，{key:previous_source}）</translation>
    </message>
    <message>
        <source>Grading</source>
        <translation>分级</translation>
    </message>
    <message>
        <source>Diabetic retinopathy, by the models</source>
        <translation>糖尿病视网膜病变，模型结果</translation>
    </message>
    <message>
        <source>Macular oedema</source>
        <translation>黄斑水肿</translation>
    </message>
    <message>
        <source>Lesions found</source>
        <translation>发现的病灶</translation>
    </message>
    <message>
        <source>Image quality</source>
        <translation>图像质量</translation>
    </message>
    <message>
        <source>No grading network has run.</source>
        <translation>尚未运行分级网络。</translation>
    </message>
    <message>
        <source>The models give no grade; refer.</source>
        <translation>模型未给出分级；请转诊。</translation>
    </message>
    <message>
        <source>None</source>
        <translation>无</translation>
    </message>
    <message>
        <source>No hard exudate within {diameters:.0f} disc diameters of the fovea.</source>
        <translation>中心凹 {diameters:.0f} 个视盘直径内无硬性渗出。</translation>
    </message>
    <message>
        <source>Hard exudate nearest to the fovea: {diameters:.1f} disc diameters.</source>
        <translation>距中心凹最近的硬性渗出：{diameters:.1f} 个视盘直径。</translation>
    </message>
    <message>
        <source>no weights: {command}</source>
        <translation>无权重：{command}</translation>
    </message>
    <message>
        <source>No other grading network has weights; the list shows the command that trains each.</source>
        <translation>没有其他带权重的分级网络；列表给出训练各网络的命令。</translation>
    </message>
    <message>
        <source>{network} is analysing this photograph …</source>
        <translation>{network} 正在分析此照片 …</translation>
    </message>
    <message>
        <source>Not analysed yet by {network} ({key:run} to run).</source>
        <translation>{network} 尚未分析（按 {key:run} 运行）。</translation>
    </message>
    <message>
        <source>loading the models</source>
        <translation>加载模型</translation>
    </message>
    <message>
        <source>field of view</source>
        <translation>视野</translation>
    </message>
    <message>
        <source>quality</source>
        <translation>质量</translation>
    </message>
    <message>
        <source>lesions</source>
        <translation>病灶</translation>
    </message>
    <message>
        <source>grade</source>
        <translation>分级</translation>
    </message>
    <message>
        <source>disc and fovea</source>
        <translation>视盘与中心凹</translation>
    </message>
    <message>
        <source>{file} is read-only; nothing is saved.</source>
        <translation>{file} 为只读；未保存任何内容。</translation>
    </message>
    <message>
        <source>Everything is already saved in {file}.</source>
        <translation>所有内容已保存在 {file} 中。</translation>
    </message>
    <message>
        <source>Projects</source>
        <translation>项目</translation>
    </message>
    <message>
        <source>Save a copy</source>
        <translation>另存副本</translation>
    </message>
    <message>
        <source>{name} copy</source>
        <translation>{name} 副本</translation>
    </message>
    <message>
        <source>Saving a copy</source>
        <translation>正在保存副本</translation>
    </message>
    <message>
        <source>Label files</source>
        <translation>标签文件</translation>
    </message>
    <message>
        <source>YOLO classes</source>
        <translation>YOLO 类别</translation>
    </message>
    <message>
        <source>All files</source>
        <translation>所有文件</translation>
    </message>
    <message>
        <source>Import labels</source>
        <translation>导入标签</translation>
    </message>
    <message>
        <source>Open the photographs first, then their labels.</source>
        <translation>请先打开照片，再打开其标签。</translation>
    </message>
    <message>
        <source>Exporting labels</source>
        <translation>正在导出标签</translation>
    </message>
    <message>
        <source>{what}: {count} files</source>
        <translation>{what}：{count} 个文件</translation>
    </message>
    <message>
        <source>{what} was stopped; nothing was changed.</source>
        <translation>{what}：已停止；未作更改。</translation>
    </message>
    <message>
        <source>{why}; nothing was exported.</source>
        <translation>{why}；未导出任何内容。</translation>
    </message>
    <message>
        <source>Replace</source>
        <translation>替换</translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) written to {folder}: {what}.</source>
        <translation>
            <numerusform>已将 %n 个文件写入 {folder}：{what}。</numerusform>
        </translation>
    </message>
    <message>
        <source>Open folder</source>
        <translation>打开文件夹</translation>
    </message>
    <message>
        <source>A copy of the study was saved to {path}.</source>
        <translation>研究的副本已保存到 {path}。</translation>
    </message>
    <message>
        <source>The labels could not be read or written: {why}</source>
        <translation>无法读取或写入标签：{why}</translation>
    </message>
    <message numerus="yes">
        <source>%n step(s) of all readers</source>
        <translation>
            <numerusform>所有阅片者的 %n 个步骤</numerusform>
        </translation>
    </message>
    <message>
        <source>Two tables, boxes and grades, with authors and provenance</source>
        <translation>方框和分级两个表，含作者和来源</translation>
    </message>
    <message>
        <source>One JSON file, for detection libraries</source>
        <translation>一个 JSON 文件，用于检测库</translation>
    </message>
    <message>
        <source>One text file per photograph, with data.yaml</source>
        <translation>每张照片一个文本文件，附 data.yaml</translation>
    </message>
    <message>
        <source>One XML file per photograph</source>
        <translation>每张照片一个 XML 文件</translation>
    </message>
    <message>
        <source>One JSON file per photograph, opens in labelme</source>
        <translation>每张照片一个 JSON 文件，可用 labelme 打开</translation>
    </message>
    <message>
        <source>One XML file, for correction in CVAT</source>
        <translation>一个 XML 文件，用于在 CVAT 中修改</translation>
    </message>
    <message>
        <source>PNG masks</source>
        <translation>PNG 掩膜</translation>
    </message>
    <message>
        <source>One 0/255 picture per photograph and class</source>
        <translation>每张照片每个类别一幅 0/255 图</translation>
    </message>
    <message>
        <source>History</source>
        <translation>历史记录</translation>
    </message>
    <message>
        <source>One file of who did what and when, by all readers</source>
        <translation>一个文件：所有阅片者何时做了什么</translation>
    </message>
    <message>
        <source>Labels only</source>
        <translation>仅标签</translation>
    </message>
    <message>
        <source>Write no photographs</source>
        <translation>不写入照片</translation>
    </message>
    <message>
        <source>With copies</source>
        <translation>含副本</translation>
    </message>
    <message>
        <source>Write a copy of every photograph, for a data set to pass on</source>
        <translation>写入每张照片的副本，用于要传递的数据集</translation>
    </message>
    <message>
        <source>With links</source>
        <translation>含链接</translation>
    </message>
    <message>
        <source>Write links to the photographs, for training on this computer</source>
        <translation>写入照片的链接，用于在此计算机上训练</translation>
    </message>
    <message>
        <source>Not split</source>
        <translation>不划分</translation>
    </message>
    <message>
        <source>All readers&apos; steps are written; a new project can be made from them.</source>
        <translation>写入所有阅片者的步骤；可据此建立新项目。</translation>
    </message>
    <message>
        <source>Export labels</source>
        <translation>导出标签</translation>
    </message>
    <message>
        <source>Shares of train, val and test; by patient, stratified by grade</source>
        <translation>train、val 和 test 的比例；按患者，按分级分层</translation>
    </message>
    <message>
        <source>Photographs</source>
        <translation>照片</translation>
    </message>
    <message>
        <source>Train, val, test</source>
        <translation>Train、val、test</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>选择…</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>文件夹</translation>
    </message>
    <message>
        <source>Your labels are written: drawn, accepted and edited marks, and your grades.</source>
        <translation>写入您的标签：手绘、接受和修改的标记，以及您的分级。</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>Importing labels</source>
        <translation>正在导入标签</translation>
    </message>
    <message>
        <source>Imported {what}.</source>
        <translation>已导入 {what}。</translation>
    </message>
    <message>
        <source>Reading labels</source>
        <translation>正在读取标签</translation>
    </message>
    <message>
        <source>Leave out</source>
        <translation>略去</translation>
    </message>
    <message>
        <source>Leave labels with problems out</source>
        <translation>略去有问题的标签</translation>
    </message>
    <message>
        <source>Cut boxes to their photograph, and leave out the rest</source>
        <translation>将方框裁剪到照片内，其余略去</translation>
    </message>
    <message>
        <source>Reading the files again…</source>
        <translation>正在重新读取文件…</translation>
    </message>
    <message>
        <source>To be imported: {classes}. In all, {all}.</source>
        <translation>将导入：{classes}。共计 {all}。</translation>
    </message>
    <message>
        <source>To be imported: {all}.</source>
        <translation>将导入：{all}。</translation>
    </message>
    <message numerus="yes">
        <source>%n problem(s):</source>
        <translation>
            <numerusform>%n 个问题：</numerusform>
        </translation>
    </message>
    <message>
        <source>and {count} more</source>
        <translation>以及另外 {count} 个</translation>
    </message>
    <message>
        <source>Add it to the classes of this study</source>
        <translation>将其添加到本研究的类别</translation>
    </message>
    <message>
        <source>Class “{name}” is</source>
        <translation>类别“{name}”是</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>导入</translation>
    </message>
    <message>
        <source>right (OD) eye</source>
        <translation>右眼（OD）</translation>
    </message>
    <message>
        <source>left (OS) eye</source>
        <translation>左眼（OS）</translation>
    </message>
    <message>
        <source>quality doubtful: {reasons}</source>
        <translation>质量可疑：{reasons}</translation>
    </message>
    <message>
        <source>ungradable: {reasons}</source>
        <translation>不可分级：{reasons}</translation>
    </message>
    <message>
        <source>No regions for this photograph yet.</source>
        <translation>此照片尚无区域。</translation>
    </message>
    <message>
        <source>Segmenting lesions …</source>
        <translation>正在分割病灶 …</translation>
    </message>
    <message>
        <source>The squares, at most four, that contain most of the lesions found.</source>
        <translation>包含所发现病灶最多的方块，至多四个。</translation>
    </message>
    <message>
        <source>the network</source>
        <translation>该网络</translation>
    </message>
    <message>
        <source>Where {network} responds most. Not lesion evidence.</source>
        <translation>{network} 响应最强之处。不是病灶证据。</translation>
    </message>
    <message>
        <source>Lesions found at this threshold</source>
        <translation>此阈值下发现的病灶</translation>
    </message>
    <message>
        <source>Reset. The model card says {card:.2f}.</source>
        <translation>重置。模型卡片为 {card:.2f}。</translation>
    </message>
    <message>
        <source>A pixel counts as lesion from this probability upwards. The model card says {card:.2f}. Double-click to reset.</source>
        <translation>像素达到此概率即计为病灶。模型卡片为 {card:.2f}。双击重置。</translation>
    </message>
    <message>
        <source>Threshold</source>
        <translation>阈值</translation>
    </message>
    <message>
        <source>Found</source>
        <translation>发现</translation>
    </message>
    <message>
        <source>Reset threshold of {lesion}</source>
        <translation>重置{lesion}的阈值</translation>
    </message>
    <message>
        <source>Colour</source>
        <translation>彩色</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>按键</translation>
    </message>
    <message>
        <source>In files</source>
        <translation>文件中</translation>
    </message>
    <message>
        <source>Colour of {lesion}</source>
        <translation>{lesion}的颜色</translation>
    </message>
    <message>
        <source>usual</source>
        <comment>colour</comment>
        <translation>默认</translation>
    </message>
    <message>
        <source>other</source>
        <comment>colour</comment>
        <translation>其他</translation>
    </message>
    <message>
        <source>Name of {lesion}</source>
        <translation>{lesion}的名称</translation>
    </message>
    <message>
        <source>Key of {lesion}</source>
        <translation>{lesion}的按键</translation>
    </message>
    <message>
        <source>As photographed</source>
        <translation>拍摄原样</translation>
    </message>
    <message>
        <source>Red-free</source>
        <translation>无赤光</translation>
    </message>
    <message>
        <source>Green channel: vessels and haemorrhages stand out</source>
        <translation>绿色通道：血管和出血更明显</translation>
    </message>
    <message>
        <source>CLAHE</source>
        <translation>CLAHE</translation>
    </message>
    <message>
        <source>Local contrast equalised</source>
        <translation>局部对比度均衡</translation>
    </message>
    <message>
        <source>Reset</source>
        <translation>重置</translation>
    </message>
    <message>
        <source>Photograph</source>
        <translation>照片</translation>
    </message>
    <message>
        <source>Brightness</source>
        <translation>亮度</translation>
    </message>
    <message>
        <source>Contrast</source>
        <translation>对比度</translation>
    </message>
    <message>
        <source>models: {answer}</source>
        <translation>模型：{answer}</translation>
    </message>
    <message>
        <source>Something went wrong ({what}). Your labels are saved; details are in the log.</source>
        <translation>发生错误（{what}）。您的标签已保存；详情见日志。</translation>
    </message>
    <message>
        <source>Class of the next box; a digit chooses it</source>
        <translation>下一个方框的类别；用数字键选择</translation>
    </message>
    <message>
        <source>Saving the marks</source>
        <translation>正在保存标记</translation>
    </message>
    <message>
        <source>Class changed to {lesion}. {key:undo} undoes this.</source>
        <translation>类别已改为{lesion}。{key:undo} 可撤销。</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>大小</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>位置</translation>
    </message>
    <message>
        <source>Score</source>
        <translation>得分</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>The longer side in disc diameters (DD); in pixels where disc or fovea is not known</source>
        <translation>较长边，以视盘直径（DD）计；视盘或中心凹未知时以像素计</translation>
    </message>
    <message>
        <source>Quadrant as seen from the disc, and distance to the fovea in disc diameters (DD):
superior or inferior, temporal or nasal</source>
        <translation>以视盘为中心的象限，以及到中心凹的距离（视盘直径，DD）：
上或下，颞侧或鼻侧</translation>
    </message>
    <message>
        <source>{width:.0f} × {height:.0f} px at {x:.0f}, {y:.0f}</source>
        <translation>{width:.0f} × {height:.0f} px，位于 {x:.0f}, {y:.0f}</translation>
    </message>
    <message>
        <source>Proposed by {model}</source>
        <translation>由 {model} 建议</translation>
    </message>
    <message>
        <source>Proposed by {model}, threshold {limit:.2f}</source>
        <translation>由 {model} 建议，阈值 {limit:.2f}</translation>
    </message>
    <message>
        <source>Imported from {source}</source>
        <translation>导入自 {source}</translation>
    </message>
    <message>
        <source>Locked</source>
        <translation>已锁定</translation>
    </message>
    <message>
        <source>Not certain</source>
        <translation>不确定</translation>
    </message>
    <message>
        <source>{quadrant}; ETDRS grid: {sector}</source>
        <translation>{quadrant}；ETDRS 网格：{sector}</translation>
    </message>
    <message>
        <source>{size:.2f} disc diameters long, {distance:.2f} from the fovea</source>
        <translation>长 {size:.2f} 个视盘直径，距中心凹 {distance:.2f}</translation>
    </message>
    <message>
        <source>{size:.2f} DD</source>
        <translation>{size:.2f} DD</translation>
    </message>
    <message>
        <source>Nothing stands out from the retina there; paint it with the brush ({key:brush}).</source>
        <translation>此处没有从视网膜中突出的内容；请用画笔（{key:brush}）涂绘。</translation>
    </message>
    <message>
        <source>No lesion is seen under this box; it stays as before.</source>
        <translation>此方框下未见病灶；保持原样。</translation>
    </message>
    <message numerus="yes">
        <source>No lesion is seen under %n box(es); they stay as before.</source>
        <translation>
            <numerusform>%n 个方框下未见病灶；保持原样。</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing tells lesions apart there; it stays one mark.</source>
        <translation>此处无法区分多个病灶；仍为一个标记。</translation>
    </message>
    <message>
        <source>Brush and eraser are {width} pixels wide.</source>
        <translation>画笔和橡皮擦宽 {width} 像素。</translation>
    </message>
    <message>
        <source>The eraser takes from the selected mark alone, and did not touch it.</source>
        <translation>橡皮擦只擦除所选标记，而未触及它。</translation>
    </message>
    <message>
        <source>The polygon holds no pixel of the photograph.</source>
        <translation>多边形不含照片的任何像素。</translation>
    </message>
    <message>
        <source>No marks</source>
        <translation>无标记</translation>
    </message>
    <message>
        <source>Classes</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Which classes are shown, here and on the photograph</source>
        <translation>此处和照片上显示哪些类别</translation>
    </message>
    <message>
        <source>{count} hidden</source>
        <translation>{count} 个已隐藏</translation>
    </message>
    <message>
        <source>{count} marked</source>
        <translation>{count} 个已标记</translation>
    </message>
    <message>
        <source>{marked}, {count} proposed</source>
        <translation>{marked}，{count} 个建议</translation>
    </message>
    <message>
        <source>{marked}, {count} proposed ({key:layer_proposals} shows them)</source>
        <translation>{marked}，{count} 个建议（按 {key:layer_proposals} 显示）</translation>
    </message>
    <message>
        <source>Open recent</source>
        <translation>打开最近的</translation>
    </message>
    <message>
        <source>Measure</source>
        <translation>指标</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>数值</translation>
    </message>
    <message>
        <source>95 % interval</source>
        <translation>95 % 区间</translation>
    </message>
    <message>
        <source>On photographs that both have read. Intervals by bootstrap over photographs; boxes are paired one to one where they overlap by half (IoU, IoM), or each holds the other&apos;s centre.</source>
        <translation>基于两人都已阅读的照片。区间由对照片的自助法得出；方框在重叠一半（IoU、IoM）或各自包含对方中心时一一配对。</translation>
    </message>
    <message>
        <source>Agreement of readers</source>
        <translation>阅片者一致性</translation>
    </message>
    <message>
        <source>First reader</source>
        <translation>第一阅片者</translation>
    </message>
    <message>
        <source>Second reader</source>
        <translation>第二阅片者</translation>
    </message>
    <message>
        <source>Counting …</source>
        <translation>正在统计 …</translation>
    </message>
    <message>
        <source>and</source>
        <translation>与</translation>
    </message>
    <message>
        <source>Both have graded {photographs}.</source>
        <translation>两人均已分级{photographs}。</translation>
    </message>
    <message>
        <source>These two have read no photograph in common.</source>
        <translation>这两人没有共同阅过的照片。</translation>
    </message>
    <message>
        <source>Reader</source>
        <translation>阅片者</translation>
    </message>
    <message>
        <source>Who reads? Choose or type a name:</source>
        <translation>谁在阅片？选择或输入姓名：</translation>
    </message>
    <message>
        <source>{reader} reads: on a server that is the account. Open the study with another one.</source>
        <translation>{reader} 正在阅片：在服务器上阅片者就是账户。请用另一个账户打开研究。</translation>
    </message>
    <message>
        <source>No reader is called {name}; choose another name.</source>
        <translation>阅片者不能叫 {name}；请选择其他名字。</translation>
    </message>
    <message>
        <source>{name} is the reader now.</source>
        <translation>现在的阅片者是 {name}。</translation>
    </message>
    <message>
        <source>Agreement needs the answers of two readers; only {name} has answered so far.</source>
        <translation>一致性需要两位阅片者的答案；目前只有 {name} 作答。</translation>
    </message>
    <message>
        <source>Agreement needs the answers of two readers; nobody has answered so far.</source>
        <translation>一致性需要两位阅片者的答案；目前无人作答。</translation>
    </message>
    <message>
        <source>{name} has answered in this study before. Another person of that name needs another one, such as with an initial.</source>
        <translation>{name} 已在此研究中作答。同名的另一人需要使用其他名字，例如加上首字母。</translation>
    </message>
    <message>
        <source>Another name</source>
        <translation>其他名字</translation>
    </message>
    <message>
        <source>All others in the list are read</source>
        <translation>列表中其余均已阅</translation>
    </message>
    <message>
        <source>All others are read</source>
        <translation>其余均已阅</translation>
    </message>
    <message>
        <source>Every photograph in the list is graded.</source>
        <translation>列表中的照片均已分级。</translation>
    </message>
    <message>
        <source>{name}: no photograph of the patient&apos;s fellow eye is known.</source>
        <translation>{name}：没有该患者对侧眼的照片。</translation>
    </message>
    <message>
        <source>This is the last photograph.</source>
        <translation>这是最后一张照片。</translation>
    </message>
    <message>
        <source>This is the first photograph.</source>
        <translation>这是第一张照片。</translation>
    </message>
    <message numerus="yes">
        <source>Patient or eye of %n photograph(s) changed. {key:undo} undoes this.</source>
        <translation>
            <numerusform>已更改 %n 张照片的患者或眼别。按 {key:undo} 撤销。</numerusform>
        </translation>
    </message>
    <message>
        <source>{day} is not a date such as 2024-05-01; nothing was changed.</source>
        <translation>{day} 不是 2024-05-01 这样的日期；未作更改。</translation>
    </message>
    <message numerus="yes">
        <source>Date of %n photograph(s) changed. {key:undo} undoes this.</source>
        <translation>
            <numerusform>已更改 %n 张照片的日期。{key:undo} 撤销。</numerusform>
        </translation>
    </message>
    <message>
        <source>eye unknown</source>
        <translation>眼别未知</translation>
    </message>
    <message>
        <source>{eye}, patient {patient}</source>
        <translation>{eye}，患者 {patient}</translation>
    </message>
    <message>
        <source>{name}: {words}. {key:undo} undoes this.</source>
        <translation>{name}：{words}。{key:undo} 可撤销。</translation>
    </message>
    <message>
        <source>{path}: cannot be read ({why})</source>
        <translation>{path}：无法读取（{why}）</translation>
    </message>
    <message>
        <source>Reading {name} …</source>
        <translation>正在读取 {name} …</translation>
    </message>
    <message>
        <source>Looking for {name} …</source>
        <translation>正在查找 {name} …</translation>
    </message>
    <message>
        <source>Report of this patient</source>
        <translation>该患者的报告</translation>
    </message>
    <message>
        <source>Report of the study</source>
        <translation>研究报告</translation>
    </message>
    <message>
        <source>Making the report</source>
        <translation>正在生成报告</translation>
    </message>
    <message>
        <source>{why}; nothing was written.</source>
        <translation>{why}；未写入任何内容。</translation>
    </message>
    <message>
        <source>It is in English: no font of this computer has the letters of your language.</source>
        <translation>报告为英文：此电脑没有包含您所用语言文字的字体。</translation>
    </message>
    <message>
        <source>{patients} with {photographs}</source>
        <translation>{patients}，{photographs}</translation>
    </message>
    <message numerus="yes">
        <source>%n patient(s)</source>
        <translation>
            <numerusform>%n 位患者</numerusform>
        </translation>
    </message>
    <message>
        <source>{what}; {count} without a reading</source>
        <translation>{what}；{count} 位未读</translation>
    </message>
    <message>
        <source>It failed.</source>
        <translation>失败。</translation>
    </message>
    <message>
        <source>The training could not be started.</source>
        <translation>无法开始训练。</translation>
    </message>
    <message>
        <source>Starting</source>
        <translation>正在启动</translation>
    </message>
    <message>
        <source>Training: {what}</source>
        <translation>训练：{what}</translation>
    </message>
    <message>
        <source>{name} runs by default from the next start on.</source>
        <translation>从下次启动起默认运行 {name}。</translation>
    </message>
    <message>
        <source>A part of your patients is held out, and old and new weights are compared on them at the end. The weights in use are not changed; the training goes on if the window is closed.</source>
        <translation>留出您的一部分患者，最后在其上比较新旧权重。正在使用的权重不会改变；关闭窗口后训练继续。</translation>
    </message>
    <message>
        <source>Add the new weights, and run them by default from the next start on</source>
        <translation>添加新权重，并从下次启动起默认运行</translation>
    </message>
    <message>
        <source>They are not better on the held-out patients; Keep both adds them beside the old ones</source>
        <translation>在留出的患者上并不更好；“两者都保留”会将其与旧权重并存</translation>
    </message>
    <message>
        <source>Improve the networks with these labels</source>
        <translation>用这些标签改进网络</translation>
    </message>
    <message>
        <source>Reading the labels …</source>
        <translation>正在读取标签 …</translation>
    </message>
    <message>
        <source>Share of the training</source>
        <translation>训练进度</translation>
    </message>
    <message>
        <source>Loss, first = 1</source>
        <translation>损失，首个 = 1</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>开始</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>Keep both</source>
        <translation>两者都保留</translation>
    </message>
    <message>
        <source>Use</source>
        <translation>使用</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Add the new weights under their own name; the old ones run by default</source>
        <translation>以其自己的名称添加新权重；默认运行旧权重</translation>
    </message>
    <message>
        <source>Delete the new weights and all of this run</source>
        <translation>删除新权重和本次训练的全部内容</translation>
    </message>
    <message>
        <source>It can be continued later</source>
        <translation>可稍后继续</translation>
    </message>
    <message>
        <source>loss</source>
        <translation>损失</translation>
    </message>
    <message>
        <source>Stopped; it can be continued after the last finished part.</source>
        <translation>已停止；可从最后完成的部分继续。</translation>
    </message>
    <message>
        <source>Reading the labels</source>
        <translation>正在读取标签</translation>
    </message>
    <message>
        <source>{what}: {done} of {all}</source>
        <translation>{what}：{done} / {all}</translation>
    </message>
    <message>
        <source>{step}, nearly done</source>
        <translation>{step}，即将完成</translation>
    </message>
    <message>
        <source>{step}, {minutes} min left</source>
        <translation>{step}，还需 {minutes} 分钟</translation>
    </message>
    <message numerus="yes">
        <source>%n proposal(s) accepted. {key:undo} undoes this.</source>
        <translation>
            <numerusform>已接受 %n 个建议。{key:undo} 可撤销。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n proposal(s) rejected. {key:undo} undoes this.</source>
        <translation>
            <numerusform>已拒绝 %n 个建议。{key:undo} 可撤销。</numerusform>
        </translation>
    </message>
    <message>
        <source>Proposal {place} of {all}:  {mark}; {order}</source>
        <translation>第 {place} 个建议，共 {all} 个：  {mark}；{order}</translation>
    </message>
    <message>
        <source>left undecided</source>
        <translation>未决定</translation>
    </message>
    <message>
        <source>none decided</source>
        <translation>均未决定</translation>
    </message>
    <message numerus="yes">
        <source>Review of %n proposal(s): {what}.</source>
        <translation>
            <numerusform>审阅 %n 个建议：{what}。</numerusform>
        </translation>
    </message>
    <message>
        <source>Decide on many proposals</source>
        <translation>批量处理建议</translation>
    </message>
    <message>
        <source>Score from</source>
        <translation>得分下限</translation>
    </message>
    <message>
        <source>One step; {key:undo} takes it back.</source>
        <translation>算一步；{key:undo} 可撤销。</translation>
    </message>
    <message>
        <source>All classes  {count}</source>
        <translation>所有类别  {count}</translation>
    </message>
    <message numerus="yes">
        <source>Accept %n proposal(s)</source>
        <translation>
            <numerusform>接受 %n 个建议</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Reject %n proposal(s)</source>
        <translation>
            <numerusform>拒绝 %n 个建议</numerusform>
        </translation>
    </message>
    <message>
        <source>There is nothing to score yet: no photograph has both your boxes and the models&apos; finding.</source>
        <translation>尚无可评分内容：没有照片同时具有您的方框和模型结果。</translation>
    </message>
    <message>
        <source>Scoring …</source>
        <translation>正在评分 …</translation>
    </message>
    <message>
        <source>Open a study first.</source>
        <translation>请先打开研究。</translation>
    </message>
    <message>
        <source>Scoring failed: {why}</source>
        <translation>评分失败：{why}</translation>
    </message>
    <message>
        <source>Lesion</source>
        <translation>病灶</translation>
    </message>
    <message>
        <source>Best IoM</source>
        <translation>最佳 IoM</translation>
    </message>
    <message>
        <source>no region</source>
        <translation>无区域</translation>
    </message>
    <message>
        <source>Missed boxes</source>
        <translation>漏掉的方框</translation>
    </message>
    <message numerus="yes">
        <source>%n box(es) of {all}; click one to look at it.</source>
        <translation>
            <numerusform>{all} 个方框中的 %n 个；单击可查看。</numerusform>
        </translation>
    </message>
    <message>
        <source>No box of {all} is missed.</source>
        <translation>{all} 个方框均未漏掉。</translation>
    </message>
    <message>
        <source>Of lesions</source>
        <translation>按病灶</translation>
    </message>
    <message>
        <source>Of attention</source>
        <translation>按注意力</translation>
    </message>
    <message>
        <source>Where the grading network looks; not lesion evidence</source>
        <translation>分级网络关注之处；不是病灶证据</translation>
    </message>
    <message>
        <source>Most regions</source>
        <translation>最多区域</translation>
    </message>
    <message>
        <source>Side</source>
        <translation>边长</translation>
    </message>
    <message>
        <source>Side of the squares where the field of view is {size} px across</source>
        <translation>视野宽 {size} px 时方块的边长</translation>
    </message>
    <message>
        <source>A box counts as found if its IoM with a region is at least this</source>
        <translation>方框与某区域的 IoM 达到此值即计为找到</translation>
    </message>
    <message>
        <source>Scores the suspicious regions against your boxes: the share of boxes, and of persons, that a region reaches. Draw boxes on analysed photographs, then score.</source>
        <translation>将可疑区域与您的方框比较评分：区域触及的方框及人数的比例。在已分析的照片上绘制方框，然后评分。</translation>
    </message>
    <message>
        <source>The photograph shows its regions as found, not in this number and size.</source>
        <translation>照片按所发现的显示其区域，而非此数量和大小。</translation>
    </message>
    <message>
        <source>IoM localisation</source>
        <translation>IoM 定位</translation>
    </message>
    <message>
        <source>another&apos;s, boxes</source>
        <translation>他片，方框</translation>
    </message>
    <message>
        <source>centre, boxes</source>
        <translation>中心，方框</translation>
    </message>
    <message>
        <source>{persons} (each photograph counts as one)</source>
        <translation>{persons}（每张照片计为一人）</translation>
    </message>
    <message>
        <source>{boxes} on {images} of {persons}.</source>
        <translation>{persons}的{images}上有{boxes}。</translation>
    </message>
    <message>
        <source>{count} of them a network proposed, which favours it.</source>
        <translation>其中 {count} 个由网络建议，对其有利。</translation>
    </message>
    <message>
        <source>The {regions} cover {share} of the field of view.</source>
        <translation>{regions}覆盖视野的 {share}。</translation>
    </message>
    <message>
        <source>A single person gives no interval.</source>
        <translation>仅一人，无法给出区间。</translation>
    </message>
    <message>
        <source>Below each recall stands its 95 % interval.</source>
        <translation>每个召回率下方为其 95 % 区间。</translation>
    </message>
    <message>
        <source>Another photograph&apos;s</source>
        <translation>另一张照片的</translation>
    </message>
    <message>
        <source>As many at random</source>
        <translation>同数随机</translation>
    </message>
    <message>
        <source>At the centre</source>
        <translation>位于中心</translation>
    </message>
    <message>
        <source>By class</source>
        <translation>按类别</translation>
    </message>
    <message>
        <source>Gain over
another&apos;s</source>
        <translation>相对他片
增益</translation>
    </message>
    <message>
        <source>at chance</source>
        <translation>随机水平</translation>
    </message>
    <message>
        <source>Field shown for 80 % of boxes</source>
        <translation>80 % 方框所需视野</translation>
    </message>
    <message>
        <source>by another photograph&apos;s</source>
        <translation>由另一张照片的</translation>
    </message>
    <message>
        <source>{low:.2f} to {high:.2f}</source>
        <translation>{low:.2f} 至 {high:.2f}</translation>
    </message>
    <message>
        <source>Columns and order</source>
        <translation>列与排序</translation>
    </message>
    <message>
        <source>Columns of the list, and its order</source>
        <translation>列表的列及其排序</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>列</translation>
    </message>
    <message>
        <source>Order of patients</source>
        <translation>患者顺序</translation>
    </message>
    <message>
        <source>As in the study</source>
        <translation>与研究一致</translation>
    </message>
    <message>
        <source>Largest first</source>
        <translation>最大的在前</translation>
    </message>
    <message>
        <source>doubtful: {reasons}</source>
        <translation>可疑：{reasons}</translation>
    </message>
    <message>
        <source>taken by {reader}</source>
        <translation>由 {reader} 认领</translation>
    </message>
    <message>
        <source>yours</source>
        <translation>您的</translation>
    </message>
    <message numerus="yes">
        <source>%n mark(s)</source>
        <translation>
            <numerusform>%n 个标记</numerusform>
        </translation>
    </message>
    <message>
        <source>unread</source>
        <translation>未阅</translation>
    </message>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>Unread</source>
        <translation>未阅</translation>
    </message>
    <message>
        <source>Not graded</source>
        <translation>未分级</translation>
    </message>
    <message>
        <source>Graded</source>
        <translation>已分级</translation>
    </message>
    <message>
        <source>With marks</source>
        <translation>有标记</translation>
    </message>
    <message>
        <source>Unsure or commented</source>
        <translation>不确定或有注释</translation>
    </message>
    <message>
        <source>Models: refer</source>
        <translation>模型：转诊</translation>
    </message>
    <message>
        <source>Networks disagree</source>
        <translation>网络不一致</translation>
    </message>
    <message>
        <source>You and models differ</source>
        <translation>您与模型不同</translation>
    </message>
    <message>
        <source>Quality doubtful</source>
        <translation>质量可疑</translation>
    </message>
    <message>
        <source>Yours to read</source>
        <translation>待您阅片</translation>
    </message>
    <message>
        <source>Nobody&apos;s yet</source>
        <translation>尚无人认领</translation>
    </message>
    <message>
        <source>Eye questioned</source>
        <translation>眼别存疑</translation>
    </message>
    <message>
        <source>Patient in two spellings</source>
        <translation>患者编号有两种写法</translation>
    </message>
    <message>
        <source>With microaneurysm</source>
        <translation>有微动脉瘤</translation>
    </message>
    <message>
        <source>With haemorrhage</source>
        <translation>有出血</translation>
    </message>
    <message>
        <source>With hard exudate</source>
        <translation>有硬性渗出</translation>
    </message>
    <message>
        <source>With cotton-wool spot</source>
        <translation>有棉絮斑</translation>
    </message>
    <message>
        <source>With IRMA</source>
        <translation>有 IRMA</translation>
    </message>
    <message>
        <source>With venous beading</source>
        <translation>有静脉串珠</translation>
    </message>
    <message>
        <source>With neovascularisation</source>
        <translation>有新生血管</translation>
    </message>
    <message>
        <source>With preretinal haemorrhage</source>
        <translation>有视网膜前出血</translation>
    </message>
    <message>
        <source>With laser scar</source>
        <translation>有激光瘢痕</translation>
    </message>
    <message>
        <source>With drusen</source>
        <translation>有玻璃膜疣</translation>
    </message>
    <message>
        <source>With other</source>
        <translation>有其他</translation>
    </message>
    <message>
        <source>Photographs and projects</source>
        <translation>照片和项目</translation>
    </message>
    <message>
        <source>Open photographs or project</source>
        <translation>打开照片或项目</translation>
    </message>
    <message>
        <source>Add photographs</source>
        <translation>添加照片</translation>
    </message>
    <message numerus="yes">
        <source>%n photograph(s) added.</source>
        <translation>
            <numerusform>已添加 %n 张照片。</numerusform>
        </translation>
    </message>
    <message>
        <source>The study cannot be opened: {why}</source>
        <translation>无法打开研究：{why}</translation>
    </message>
    <message>
        <source>{first}; and {rest} more like it</source>
        <translation>{first}；还有 {rest} 个类似的</translation>
    </message>
    <message>
        <source>Right eye (OD)</source>
        <translation>右眼（OD）</translation>
    </message>
    <message>
        <source>Left eye (OS)</source>
        <translation>左眼（OS）</translation>
    </message>
    <message>
        <source>Eye unknown</source>
        <translation>眼别未知</translation>
    </message>
    <message>
        <source>several</source>
        <translation>多个</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>未知</translation>
    </message>
    <message>
        <source>Patient: {patient} …</source>
        <translation>患者：{patient} …</translation>
    </message>
    <message>
        <source>The same patient as {patient}</source>
        <translation>与 {patient} 为同一患者</translation>
    </message>
    <message>
        <source>Date: {day} …</source>
        <translation>日期：{day} …</translation>
    </message>
    <message>
        <source>Date of {photograph}, such as 2024-05-01:</source>
        <translation>{photograph} 的日期，例如 2024-05-01：</translation>
    </message>
    <message>
        <source>Patient</source>
        <translation>患者</translation>
    </message>
    <message>
        <source>Patient of {photograph}:</source>
        <translation>{photograph} 的患者：</translation>
    </message>
    <message>
        <source>Only DME is graded</source>
        <translation>仅 DME 已分级</translation>
    </message>
    <message>
        <source>has marks</source>
        <translation>有标记</translation>
    </message>
    <message>
        <source>graded</source>
        <translation>已分级</translation>
    </message>
    <message>
        <source>Disc: {eye}</source>
        <translation>视盘：{eye}</translation>
    </message>
    <message>
        <source>Disc says {eye}, not {other}</source>
        <translation>视盘为 {eye}，非 {other}</translation>
    </message>
    <message>
        <source>{question}. Click the words to correct the record.</source>
        <translation>{question}。单击文字可更正记录。</translation>
    </message>
    <message numerus="yes">
        <source>{stage}, %n mark(s)</source>
        <translation>
            <numerusform>{stage}，%n 个标记</numerusform>
        </translation>
    </message>
    <message>
        <source>Your grade: {grade}, {name}</source>
        <translation>您的分级：{grade}，{name}</translation>
    </message>
    <message>
        <source>Flagged by you</source>
        <translation>您已标旗</translation>
    </message>
    <message>
        <source>Perhaps the same patient: {patients}</source>
        <translation>可能是同一患者：{patients}</translation>
    </message>
    <message>
        <source>Assigned to you</source>
        <translation>由您阅片</translation>
    </message>
    <message>
        <source>Assigned to {reader}</source>
        <translation>由 {reader} 阅片</translation>
    </message>
    <message numerus="yes">
        <source>Networks are %n grade(s) apart</source>
        <translation>
            <numerusform>各网络相差 %n 级</numerusform>
        </translation>
    </message>
    <message>
        <source>Find by name, patient, eye</source>
        <translation>按名称、患者、眼别查找</translation>
    </message>
    <message>
        <source>Find photographs</source>
        <translation>查找照片</translation>
    </message>
    <message>
        <source>Enter shows the first one found; Esc ends the search ({key:find})</source>
        <translation>Enter 显示第一个结果；Esc 结束查找（{key:find}）</translation>
    </message>
    <message>
        <source>Drop fundus photographs, a folder or a project here</source>
        <translation>将眼底照片、文件夹或项目拖到此处</translation>
    </message>
    <message>
        <source>Recent studies</source>
        <translation>最近的研究</translation>
    </message>
    <message>
        <source>Weights of any network in the list, as a safetensors file with its model card, or any network as an ONNX file with a card. Before they are copied, the card&apos;s fields, every tensor&apos;s shape, the classes, the preprocessing and the answer to a phantom are checked.</source>
        <translation>列表中任一网络的权重（safetensors 文件及其模型卡片），或任一 ONNX 文件形式的网络及卡片。复制前会检查卡片字段、每个张量的形状、类别、预处理以及对仿真照片的结果。</translation>
    </message>
    <message>
        <source>Add weights</source>
        <translation>添加权重</translation>
    </message>
    <message>
        <source>the .json file of the same name</source>
        <translation>同名的 .json 文件</translation>
    </message>
    <message>
        <source>as on the card</source>
        <translation>与卡片一致</translation>
    </message>
    <message>
        <source>Replace weights of your own that have this name</source>
        <translation>替换您自己的同名权重</translation>
    </message>
    <message>
        <source>Weights</source>
        <translation>权重</translation>
    </message>
    <message>
        <source>Model cards</source>
        <translation>模型卡片</translation>
    </message>
    <message>
        <source>Model card</source>
        <translation>模型卡片</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Check and add</source>
        <translation>检查并添加</translation>
    </message>
    <message>
        <source>These weights are not used. Remove them, or add them again.</source>
        <translation>这些权重未使用。请移除或重新添加。</translation>
    </message>
    <message>
        <source>Its card comes with the download.</source>
        <translation>其卡片随下载提供。</translation>
    </message>
    <message>
        <source>version {version} of {day}</source>
        <translation>版本 {version}，{day}</translation>
    </message>
    <message>
        <source>{millions:.1f} M parameters</source>
        <translation>{millions:.1f} M 参数</translation>
    </message>
    <message>
        <source>input {height} × {width} px</source>
        <translation>输入 {height} × {width} px</translation>
    </message>
    <message>
        <source>What it is for</source>
        <translation>用途</translation>
    </message>
    <message>
        <source>What it cannot do</source>
        <translation>局限</translation>
    </message>
    <message>
        <source>Measured</source>
        <translation>实测</translation>
    </message>
    <message>
        <source>Thresholds</source>
        <translation>阈值</translation>
    </message>
    <message>
        <source>Data and their licences</source>
        <translation>数据及其许可</translation>
    </message>
    <message>
        <source>How it was made</source>
        <translation>制作方法</translation>
    </message>
    <message>
        <source>The card gives no metrics.</source>
        <translation>卡片未提供指标。</translation>
    </message>
    <message>
        <source>over seeds</source>
        <translation>跨随机种子</translation>
    </message>
    <message>
        <source>value</source>
        <translation>数值</translation>
    </message>
    <message>
        <source>chance</source>
        <translation>随机</translation>
    </message>
    <message>
        <source>n</source>
        <translation>n</translation>
    </message>
    <message>
        <source>{low:.3f} to {high:.3f}</source>
        <translation>{low:.3f} 至 {high:.3f}</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>not stated</source>
        <translation>未说明</translation>
    </message>
    <message>
        <source>Licence of the data: {licence}</source>
        <translation>数据许可：{licence}</translation>
    </message>
    <message>
        <source>This network does {task}, but there are no weights for it on this computer. It is never run with random ones.</source>
        <translation>此网络用于 {task}，但此计算机上没有其权重。绝不会以随机权重运行。</translation>
    </message>
    <message>
        <source>This command trains it:</source>
        <translation>用此命令训练：</translation>
    </message>
    <message>
        <source>With weights of your own, choose Add weights.</source>
        <translation>如有自己的权重，请选择“添加权重”。</translation>
    </message>
    <message>
        <source>No weights</source>
        <translation>无权重</translation>
    </message>
    <message>
        <source>{name} is added.</source>
        <translation>已添加 {name}。</translation>
    </message>
    <message>
        <source>Checking {file}, and its answer to a phantom</source>
        <translation>正在检查 {file} 及其对仿真照片的结果</translation>
    </message>
    <message>
        <source>Downloading {name}</source>
        <translation>正在下载 {name}</translation>
    </message>
    <message>
        <source>{name} was removed.</source>
        <translation>已移除 {name}。</translation>
    </message>
    <message>
        <source>Removing {name}</source>
        <translation>正在移除 {name}</translation>
    </message>
    <message>
        <source>This failed: {why}</source>
        <translation>失败：{why}</translation>
    </message>
    <message>
        <source>Networks and weights</source>
        <translation>网络与权重</translation>
    </message>
    <message>
        <source>the program&apos;s own, or a file or https address</source>
        <translation>程序自带的，或文件或 https 地址</translation>
    </message>
    <message>
        <source>Add weights…</source>
        <translation>添加权重…</translation>
    </message>
    <message>
        <source>Download</source>
        <translation>下载</translation>
    </message>
    <message>
        <source>Remove…</source>
        <translation>移除…</translation>
    </message>
    <message>
        <source>Copy command</source>
        <translation>复制命令</translation>
    </message>
    <message>
        <source>Index of downloads</source>
        <translation>下载索引</translation>
    </message>
    <message>
        <source>Remove weights</source>
        <translation>移除权重</translation>
    </message>
    <message>
        <source>Delete {name} and its card from this computer?</source>
        <translation>从此计算机删除 {name} 及其卡片？</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>with the program</source>
        <translation>随程序提供</translation>
    </message>
    <message>
        <source>your own</source>
        <translation>您自己的</translation>
    </message>
    <message>
        <source>to download</source>
        <translation>可下载</translation>
    </message>
    <message>
        <source>Checking the weights, and their answer to a phantom</source>
        <translation>正在检查权重及其对仿真照片的结果</translation>
    </message>
    <message>
        <source>{done:.1f} of {size:.1f} MB</source>
        <translation>{done:.1f} / {size:.1f} MB</translation>
    </message>
    <message>
        <source>Asking the archive …</source>
        <translation>正在查询归档 …</translation>
    </message>
    <message>
        <source>Folder for the photographs</source>
        <translation>照片文件夹</translation>
    </message>
    <message>
        <source>Getting photographs …</source>
        <translation>正在获取照片 …</translation>
    </message>
    <message>
        <source>Stopping …</source>
        <translation>正在停止 …</translation>
    </message>
    <message>
        <source>Stopped.</source>
        <translation>已停止。</translation>
    </message>
    <message numerus="yes">
        <source>%n photograph(s) so far</source>
        <translation>
            <numerusform>目前 %n 张照片</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n study(s) found</source>
        <translation>
            <numerusform>找到 %n 项检查</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n photograph(s) came from the archive.</source>
        <translation>
            <numerusform>已从归档收到 %n 张照片。</numerusform>
        </translation>
    </message>
    <message>
        <source>The archive failed: {why}</source>
        <translation>归档出错：{why}</translation>
    </message>
    <message>
        <source>On this computer</source>
        <translation>在此计算机上</translation>
    </message>
    <message>
        <source>To download</source>
        <translation>可下载</translation>
    </message>
    <message>
        <source>Networks without weights</source>
        <translation>无权重的网络</translation>
    </message>
    <message>
        <source>Networks and their weights</source>
        <translation>网络及其权重</translation>
    </message>
    <message>
        <source>damaged</source>
        <translation>已损坏</translation>
    </message>
    <message>
        <source>Image</source>
        <translation>图像</translation>
    </message>
    <message>
        <source>Drawing</source>
        <translation>矢量图</translation>
    </message>
    <message>
        <source>Drag to move; click, then turn the wheel to zoom</source>
        <translation>拖动移动；单击后滚动滚轮缩放</translation>
    </message>
    <message>
        <source>Reset view</source>
        <translation>重置视图</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>导出…</translation>
    </message>
    <message>
        <source>As an image (PNG), a drawing (SVG) or a table (CSV)</source>
        <translation>导出为图像（PNG）、矢量图（SVG）或表格（CSV）</translation>
    </message>
    <message>
        <source>File</source>
        <comment>kind of a file</comment>
        <translation>文件</translation>
    </message>
    <message>
        <source>{kind} file</source>
        <translation>{kind} 文件</translation>
    </message>
    <message>
        <source>{count} earlier</source>
        <translation>之前 {count} 条</translation>
    </message>
    <message>
        <source>No suspicious regions in this photograph.</source>
        <translation>此照片中无可疑区域。</translation>
    </message>
    <message>
        <source>The most suspicious regions appear here.</source>
        <translation>最可疑的区域显示在此。</translation>
    </message>
    <message>
        <source>There is no region {rank} in this photograph.</source>
        <translation>此照片中没有区域 {rank}。</translation>
    </message>
    <message>
        <source>{words} {key:next_zoom} goes to the next.</source>
        <translation>{words} 按 {key:next_zoom} 转到下一个。</translation>
    </message>
    <message>
        <source>{share} of the lesions found, weighted by class, area and score</source>
        <translation>所发现病灶的 {share}，按类别、面积和得分加权</translation>
    </message>
    <message>
        <source>response {share}</source>
        <translation>响应 {share}</translation>
    </message>
    <message>
        <source>Where most of the lesions found lie.</source>
        <translation>所发现病灶最多之处。</translation>
    </message>
    <message>
        <source>Where {network} responds most.</source>
        <translation>{network} 响应最强之处。</translation>
    </message>
    <message>
        <source>Region {rank}, {meaning}</source>
        <translation>区域 {rank}，{meaning}</translation>
    </message>
    <message>
        <source>Zoom to it ({key:zoom_{rank}})</source>
        <translation>放大到此处（{key:zoom_{rank}}）</translation>
    </message>
    <message>
        <source>Zoomed in</source>
        <translation>放大图</translation>
    </message>
    <message>
        <source>open photographs or a project first</source>
        <translation>请先打开照片或项目</translation>
    </message>
    <message>
        <source>no photograph is shown</source>
        <translation>没有显示照片</translation>
    </message>
    <message>
        <source>no mark is selected</source>
        <translation>没有选中标记</translation>
    </message>
    <message>
        <source>no proposal is selected</source>
        <translation>没有选中提议</translation>
    </message>
    <message>
        <source>no proposals are shown</source>
        <translation>没有显示提议</translation>
    </message>
    <message>
        <source>no proposals are to be seen on this photograph</source>
        <translation>此照片上没有可见的提议</translation>
    </message>
    <message>
        <source>no proposals are under review</source>
        <translation>没有正在审阅的提议</translation>
    </message>
    <message>
        <source>no marks are shown</source>
        <translation>没有显示标记</translation>
    </message>
    <message>
        <source>no marks have been copied</source>
        <translation>尚未复制标记</translation>
    </message>
    <message>
        <source>there is nothing to take back</source>
        <translation>没有可撤销的操作</translation>
    </message>
    <message>
        <source>there is nothing to do again</source>
        <translation>没有可重做的操作</translation>
    </message>
    <message>
        <source>fewer than two grading networks have weights</source>
        <translation>具有权重的分级网络少于两个</translation>
    </message>
    <message>
        <source>no suspicious regions are to be seen on this photograph</source>
        <translation>此照片上没有可见的可疑区域</translation>
    </message>
    <message>
        <source>no answer of the models is to be seen on this photograph</source>
        <translation>此照片上没有可见的模型答案</translation>
    </message>
    <message>
        <source>what the models say is hidden until you have answered and pressed {key:enter}</source>
        <translation>在您回答并按 {key:enter} 之前，模型的结果是隐藏的</translation>
    </message>
    <message>
        <source>the study is read blind first</source>
        <translation>此研究先盲读</translation>
    </message>
    <message>
        <source>no models are running</source>
        <translation>没有模型在运行</translation>
    </message>
    <message>
        <source>adjudicate readers first, and answer where others&apos; answers are not shown</source>
        <translation>请先进入阅片者仲裁；若未显示他人的答案，请先作答</translation>
    </message>
    <message>
        <source>the study is not on a server</source>
        <translation>该研究不在服务器上</translation>
    </message>
    <message>
        <source>no previous visit of this eye is known</source>
        <translation>不知道此眼的上次就诊</translation>
    </message>
    <message>
        <source>no edit crossed what others did</source>
        <translation>没有编辑与他人的操作相冲突</translation>
    </message>
    <message>
        <source>Eye</source>
        <translation>眼别</translation>
    </message>
    <message>
        <source>{patient} and {eye} stand for patient and eye (OD, OS, right, left, R, L), {date} for a day such as 2024-05-01, * for anything. A slash takes the folder&apos;s name in: {patient}/{eye}*</source>
        <translation>{patient} 和 {eye} 代表患者和眼别（OD、OS、right、left、R、L），{date} 代表 2024-05-01 这样的日期，* 代表任意内容。斜杠可包含文件夹名：{patient}/{eye}*</translation>
    </message>
    <message>
        <source>Patient and eye from the names</source>
        <translation>从文件名读取患者和眼别</translation>
    </message>
    <message>
        <source>Pattern</source>
        <translation>模式</translation>
    </message>
    <message numerus="yes">
        <source>%n change(s)</source>
        <translation>
            <numerusform>%n 处更改</numerusform>
        </translation>
    </message>
    <message>
        <source>{count} as on record</source>
        <translation>{count} 与记录一致</translation>
    </message>
    <message numerus="yes">
        <source>%n other name(s), left as they are</source>
        <translation>
            <numerusform>%n 个其他名称，保持不变</numerusform>
        </translation>
    </message>
    <message>
        <source>the first {count} are shown</source>
        <translation>显示前 {count} 张</translation>
    </message>
    <message numerus="yes">
        <source>Change %n photograph(s)</source>
        <translation>
            <numerusform>更改 %n 张照片</numerusform>
        </translation>
    </message>
    <message>
        <source>Open photographs at an address…</source>
        <translation>打开网址上的照片…</translation>
    </message>
    <message>
        <source>Each is fetched when it is shown; copies stay on this computer for a while.</source>
        <translation>显示时才下载；副本会在此电脑上保留一段时间。</translation>
    </message>
    <message>
        <source>Open study on a server…</source>
        <translation>打开服务器上的研究…</translation>
    </message>
    <message>
        <source>New study on a server…</source>
        <translation>在服务器上新建研究…</translation>
    </message>
    <message>
        <source>For many readers at once, on PostgreSQL.</source>
        <translation>供多位阅片者同时使用，基于 PostgreSQL。</translation>
    </message>
    <message>
        <source>Take this photograph</source>
        <translation>认领这张照片</translation>
    </message>
    <message>
        <source>Others see in their lists that it is yours; again: gives it back.</source>
        <translation>其他人会在列表中看到它归您；再次选择则归还。</translation>
    </message>
    <message>
        <source>Assign photographs…</source>
        <translation>分配照片…</translation>
    </message>
    <message>
        <source>Conflicts…</source>
        <translation>冲突…</translation>
    </message>
    <message>
        <source>Edits of yours that crossed what others did while the server was gone.</source>
        <translation>服务器中断期间与他人操作相冲突的您的编辑。</translation>
    </message>
    <message>
        <source>New study on a server</source>
        <translation>在服务器上新建研究</translation>
    </message>
    <message>
        <source>Study on a server</source>
        <translation>服务器上的研究</translation>
    </message>
    <message>
        <source>Always, and check who answers</source>
        <translation>始终加密，并核实服务器身份</translation>
    </message>
    <message>
        <source>Always</source>
        <translation>始终</translation>
    </message>
    <message>
        <source>Where the server offers it</source>
        <translation>服务器支持时</translation>
    </message>
    <message>
        <source>Add all photographs that lie there now</source>
        <translation>添加其中现有的全部照片</translation>
    </message>
    <message>
        <source>Server</source>
        <translation>服务器</translation>
    </message>
    <message>
        <source>Port</source>
        <translation>端口</translation>
    </message>
    <message>
        <source>Name of the study</source>
        <translation>研究名称</translation>
    </message>
    <message>
        <source>Account</source>
        <translation>账户</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>密码</translation>
    </message>
    <message>
        <source>Encryption</source>
        <translation>加密</translation>
    </message>
    <message>
        <source>The folder must be one that every reader&apos;s computer can open, such as a share.</source>
        <translation>该文件夹必须能从每位阅片者的电脑打开，例如共享文件夹。</translation>
    </message>
    <message>
        <source>The password is kept nowhere; leave it empty where ~/.pgpass has it.</source>
        <translation>密码不会被保存；若 ~/.pgpass 中已有，可留空。</translation>
    </message>
    <message>
        <source>Folder of the photographs</source>
        <translation>照片文件夹</translation>
    </message>
    <message>
        <source>Assign photographs</source>
        <translation>分配照片</translation>
    </message>
    <message>
        <source>Photographs that nobody has</source>
        <translation>无人认领的照片</translation>
    </message>
    <message>
        <source>Conflicts</source>
        <translation>冲突</translation>
    </message>
    <message>
        <source>What you did</source>
        <translation>您的操作</translation>
    </message>
    <message>
        <source>Yours</source>
        <translation>您的</translation>
    </message>
    <message>
        <source>Now there</source>
        <translation>现有的</translation>
    </message>
    <message>
        <source>Use mine</source>
        <translation>采用我的</translation>
    </message>
    <message>
        <source>Keep what is there</source>
        <translation>保留现有的</translation>
    </message>
    <message>
        <source>These edits of yours crossed what others did while the server was out of reach.</source>
        <translation>服务器无法连接期间，您的这些编辑与他人的操作相冲突。</translation>
    </message>
    <message>
        <source>deleted</source>
        <translation>已删除</translation>
    </message>
    <message>
        <source>no date</source>
        <translation>无日期</translation>
    </message>
    <message>
        <source>Photographs at an address</source>
        <translation>网址上的照片</translation>
    </message>
    <message>
        <source>Address, such as {example}; with / at its end, a folder:</source>
        <translation>网址，例如 {example}；以 / 结尾表示文件夹：</translation>
    </message>
    <message>
        <source>Password of {account}</source>
        <translation>{account} 的密码</translation>
    </message>
    <message>
        <source>Every photograph is taken already.</source>
        <translation>每张照片都已有人认领。</translation>
    </message>
    <message numerus="yes">
        <source>%n edit(s) of yours crossed what others did.</source>
        <translation>
            <numerusform>您的 %n 项编辑与他人的操作相冲突。</numerusform>
        </translation>
    </message>
    <message>
        <source>Show</source>
        <translation>显示</translation>
    </message>
    <message>
        <source>No server: edits are kept here</source>
        <translation>无服务器：编辑保存在本机</translation>
    </message>
    <message>
        <source>You can go on; your edits are kept on this computer until it is back.</source>
        <translation>您可以继续；恢复之前编辑保存在本机。</translation>
    </message>
    <message>
        <source>The server: {why}</source>
        <translation>服务器：{why}</translation>
    </message>
    <message numerus="yes">
        <source>%n mark(s) copied across. {key:undo} undoes this.</source>
        <translation>
            <numerusform>已复制 %n 个标记。按 {key:undo} 撤销。</numerusform>
        </translation>
    </message>
    <message>
        <source>These are yours already.</source>
        <translation>这些已是您的标记。</translation>
    </message>
    <message>
        <source>Answer first; then it can be the consensus.</source>
        <translation>请先作答；之后才能成为共识。</translation>
    </message>
    <message>
        <source>Shown once you have answered, or two others have.</source>
        <translation>在您作答或另有两人作答后显示。</translation>
    </message>
    <message>
        <source>Nobody has marked or answered this photograph yet.</source>
        <translation>尚无人对此照片作出判断。</translation>
    </message>
    <message numerus="yes">
        <source>Comment on %n mark(s):</source>
        <translation>
            <numerusform>%n 个标记的注释：</numerusform>
        </translation>
    </message>
    <message>
        <source>RetinaView ended by a fault last time ({what}). Your edits are saved; the log is in {folder}, and nothing was sent.</source>
        <translation>RetinaView 上次因故障结束（{what}）。您的编辑已保存；日志位于 {folder}，未发送任何内容。</translation>
    </message>
    <message>
        <source>RetinaView was ended last time before it could close. Your edits are saved; the log is in {folder}, and nothing was sent.</source>
        <translation>RetinaView 上次在关闭前被终止。您的编辑已保存；日志位于 {folder}，未发送任何内容。</translation>
    </message>
    <message>
        <source>Reading</source>
        <translation>阅片</translation>
    </message>
    <message>
        <source>Marking</source>
        <translation>标注</translation>
    </message>
    <message>
        <source>Scoring</source>
        <translation>评分</translation>
    </message>
    <message>
        <source>Comparing</source>
        <translation>比较</translation>
    </message>
    <message>
        <source>Two visits</source>
        <translation>两次就诊</translation>
    </message>
    <message>
        <source>Discovering</source>
        <translation>发现</translation>
    </message>
    <message>
        <source>Guide</source>
        <translation>指南</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>页面</translation>
    </message>
    <message>
        <source>The worklist</source>
        <translation>工作列表</translation>
    </message>
    <message>
        <source>The photograph</source>
        <translation>照片</translation>
    </message>
    <message>
        <source>Photographs stand here by patient, the right eye first. {key:enter} goes on to the next unread one, {key:next} and {key:previous} go one by one, {key:find} finds a patient.</source>
        <translation>照片按患者排列，右眼在前。{key:enter} 转到下一张未阅照片，{key:next} 和 {key:previous} 逐张切换，{key:find} 查找患者。</translation>
    </message>
    <message>
        <source>The wheel zooms at the pointer, {key:hold_pan} and a drag move. {key:next_view} shows it red-free, {key:both_eyes} both eyes, and a held {key:hold_bare} the photograph without anything on it.</source>
        <translation>滚轮以指针为中心缩放，{key:hold_pan}加拖动可移动。{key:next_view} 显示无赤光，{key:both_eyes} 显示双眼，按住 {key:hold_bare} 显示不含叠加的照片。</translation>
    </message>
    <message>
        <source>The evidence</source>
        <translation>依据</translation>
    </message>
    <message>
        <source>What the networks grade and find stands here, with counts for the 4-2-1 rule. It speaks for or against an answer; it never is the answer.</source>
        <translation>此处为各网络的分级与发现，以及 4-2-1 规则的计数。它支持或反对某个答案，但绝不是答案本身。</translation>
    </message>
    <message>
        <source>The answer</source>
        <translation>答案</translation>
    </message>
    <message>
        <source>{key:grade_0} to {key:grade_4} grade retinopathy, {key:dme_0} to {key:dme_2} macular oedema, {key:ungradable} says ungradable, {key:agree} agrees with the models. {key:enter} goes on to the next unread photograph.</source>
        <translation>{key:grade_0} 至 {key:grade_4} 为视网膜病变分级，{key:dme_0} 至 {key:dme_2} 为黄斑水肿分级，{key:ungradable} 表示不可分级，{key:agree} 同意模型。{key:enter} 转到下一张未阅照片。</translation>
    </message>
    <message>
        <source>{key:draw} draws: one drag a box, and a digit chooses its class. {key:accept} and {key:reject} accept and reject what the models propose. {key:undo} takes every step back.</source>
        <translation>{key:draw} 绘制：拖动一次画一个方框，数字键选择类别。{key:accept} 和 {key:reject} 接受和拒绝模型的建议。{key:undo} 撤销任何一步。</translation>
    </message>
    <message>
        <source>{key:palette} finds every command, {key:shortcuts} lists all keys, and {key:guide} opens the guide at the page for what you are doing.</source>
        <translation>{key:palette} 查找任何命令，{key:shortcuts} 列出所有按键，{key:guide} 打开与当前操作对应的指南页面。</translation>
    </message>
    <message>
        <source>The marks</source>
        <translation>标记</translation>
    </message>
    <message>
        <source>Tour in six steps</source>
        <translation>六步导览</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>上一步</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>下一步</translation>
    </message>
    <message>
        <source>{count} share a box with a neighbour</source>
        <translation>{count} 个与相邻病灶共用一个方框</translation>
    </message>
    <message>
        <source>{count} left out as specks</source>
        <translation>{count} 个微小斑点已略去</translation>
    </message>
    <message>
        <source>{count} left out as the weakest</source>
        <translation>{count} 个最弱而略去</translation>
    </message>
    <message>
        <source>{count} lesions found: {parts}</source>
        <translation>共发现 {count} 个病灶：{parts}</translation>
    </message>
    <message numerus="yes">
        <source>%n mark(s) there already</source>
        <translation>
            <numerusform>%n 个标记已存在</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n mark(s) of the study updated</source>
        <translation>
            <numerusform>研究中 %n 个标记已更新</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n newer mark(s) or grading(s) of the study kept</source>
        <translation>
            <numerusform>保留了研究中 %n 个较新的标记或分级</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n place(s) of a network left out: no lesions</source>
        <translation>
            <numerusform>略去网络的 %n 个区域：并非病变</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n box(es) cut to the photograph</source>
        <translation>
            <numerusform>%n 个方框已裁剪到照片内</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n label(s) with problems left out</source>
        <translation>
            <numerusform>略去 %n 个有问题的标签</numerusform>
        </translation>
    </message>
    <message>
        <source>split: {parts}</source>
        <translation>划分：{parts}</translation>
    </message>
    <message numerus="yes">
        <source>%n unread photograph(s) will count as free of lesions</source>
        <translation>
            <numerusform>%n 张未读照片将被视为无病变</numerusform>
        </translation>
    </message>
    <message>
        <source>{lesion} {value:.2f} (card {card:.2f}, {network})</source>
        <translation>{lesion} {value:.2f}（卡片 {card:.2f}，{network}）</translation>
    </message>
    <message>
        <source>{marks} and {gradings} on {photographs}</source>
        <translation>{photographs}上有 {marks}和 {gradings}</translation>
    </message>
    <message numerus="yes">
        <source>%n grading(s)</source>
        <translation>
            <numerusform>%n 个分级</numerusform>
        </translation>
    </message>
    <message>
        <source>Undo ({key:undo})</source>
        <translation>撤销（{key:undo}）</translation>
    </message>
    <message>
        <source>While held: the bare photograph, without any overlay</source>
        <translation>按住时：原始照片，不含任何叠加</translation>
    </message>
    <message>
        <source>While held: magnifier at the pointer</source>
        <translation>按住时：指针处的放大镜</translation>
    </message>
    <message>
        <source>While held: the previous visit over this one</source>
        <translation>按住时：上次就诊覆盖在本次之上</translation>
    </message>
    <message>
        <source>While held: a drag moves the photograph</source>
        <translation>按住时：拖动可移动照片</translation>
    </message>
    <message>
        <source>Go on to the next unread photograph, or accept the proposal in Mark</source>
        <translation>转到下一张未阅照片，或在标注模式下接受建议</translation>
    </message>
    <message>
        <source>Take a polygon&apos;s last point back</source>
        <translation>撤回多边形的最后一点</translation>
    </message>
    <message>
        <source>Next place of the named clusters</source>
        <translation>已命名簇的下一处位置</translation>
    </message>
    <message>
        <source>same DR grade</source>
        <translation>DR 分级相同</translation>
    </message>
    <message>
        <source>same DME grade</source>
        <translation>DME 分级相同</translation>
    </message>
    <message>
        <source>kappa</source>
        <translation>kappa</translation>
    </message>
    <message>
        <source>quadratic weighted kappa</source>
        <translation>二次加权 kappa</translation>
    </message>
    <message>
        <source>box agreement</source>
        <translation>方框一致性</translation>
    </message>
    <message>
        <source>lesions more in the first</source>
        <translation>第一位多出的病灶数</translation>
    </message>
    <message>
        <source>mask agreement (Dice)</source>
        <translation>掩膜一致性（Dice）</translation>
    </message>
    <message>
        <source>IoU 0.5</source>
        <translation>IoU 0.5</translation>
    </message>
    <message>
        <source>IoM 0.5</source>
        <translation>IoM 0.5</translation>
    </message>
    <message>
        <source>centre in the other</source>
        <translation>中心在对方框内</translation>
    </message>
    <message>
        <source>{measure} (DME)</source>
        <translation>{measure}（DME）</translation>
    </message>
    <message>
        <source>{what} (F1, {rule})</source>
        <translation>{what}（F1，{rule}）</translation>
    </message>
    <message>
        <source>The photograph of the previous visit cannot be read.</source>
        <translation>无法读取上次就诊的照片。</translation>
    </message>
    <message>
        <source>Registering …</source>
        <translation>正在配准 …</translation>
    </message>
    <message>
        <source>Previous visit</source>
        <translation>上次就诊</translation>
    </message>
    <message>
        <source>Registration failed ({why}).</source>
        <translation>配准失败（{why}）。</translation>
    </message>
    <message>
        <source>No previous visit is known: it is not known whose photograph this is.</source>
        <translation>不知道上次就诊：不知道这是谁的照片。</translation>
    </message>
    <message>
        <source>No previous visit is known: it is not known which eye this is.</source>
        <translation>不知道上次就诊：不知道这是哪只眼。</translation>
    </message>
    <message>
        <source>No previous visit is known: this photograph has no date. Right-click it in the list to give one.</source>
        <translation>不知道上次就诊：本照片没有日期。请在列表中右键单击以填写。</translation>
    </message>
    <message numerus="yes">
        <source>No earlier visit of this eye is known; %n other photograph(s) of it have no date.</source>
        <translation>
            <numerusform>不知道此眼更早的就诊；它的另外 %n 张照片没有日期。</numerusform>
        </translation>
    </message>
    <message>
        <source>This study has no photograph of this eye from an earlier day.</source>
        <translation>本研究没有此眼更早日期的照片。</translation>
    </message>
    <message numerus="yes">
        <source>{before}, %n day(s) before this one</source>
        <translation>
            <numerusform>{before}，早于本次 %n 天</numerusform>
        </translation>
    </message>
    <message>
        <source>Previous visit, {before}</source>
        <translation>上次就诊，{before}</translation>
    </message>
    <message numerus="yes">
        <source>Registered within {error:.2f} disc diameters ({pixels} px), %n matching point(s)</source>
        <translation>
            <numerusform>配准误差在 {error:.2f} 个视盘直径以内（{pixels} px），%n 个匹配点</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Registered within {pixels} px, %n matching point(s)</source>
        <translation>
            <numerusform>配准误差在 {pixels} px 以内，%n 个匹配点</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Not registered: %n point(s) match where {least} are needed. Another part of the eye, another eye, or too blurred.</source>
        <translation>
            <numerusform>未配准：%n 个点匹配，需要 {least} 个。可能是眼的另一部位、另一只眼，或太模糊。</numerusform>
        </translation>
    </message>
    <message>
        <source>is damaged and cannot be decoded</source>
        <translation>已损坏，无法解码</translation>
    </message>
    <message>
        <source>is damaged or of an unknown kind</source>
        <translation>已损坏或类型未知</translation>
    </message>
    <message>
        <source>is damaged: it states two different sizes</source>
        <translation>已损坏：给出了两个不同的尺寸</translation>
    </message>
    <message>
        <source>is damaged: parts of the photograph are missing</source>
        <translation>已损坏：照片部分缺失</translation>
    </message>
    <message>
        <source>is damaged: its decoder took too long, took too much memory or crashed</source>
        <translation>已损坏：解码耗时过长、占用内存过多或崩溃</translation>
    </message>
    <message>
        <source>is empty (0 bytes)</source>
        <translation>为空（0 字节）</translation>
    </message>
    <message>
        <source>is a folder, not a photograph</source>
        <translation>是文件夹，不是照片</translation>
    </message>
    <message>
        <source>is not a folder</source>
        <translation>不是文件夹</translation>
    </message>
    <message>
        <source>is not a regular file</source>
        <translation>不是普通文件</translation>
    </message>
    <message>
        <source>is there already</source>
        <translation>已存在</translation>
    </message>
    <message>
        <source>does not exist</source>
        <translation>不存在</translation>
    </message>
    <message>
        <source>permission denied</source>
        <translation>没有权限</translation>
    </message>
    <message>
        <source>does not fit into this computer&apos;s memory</source>
        <translation>超出本机内存</translation>
    </message>
    <message>
        <source>is not a RetinaView project</source>
        <translation>不是 RetinaView 项目</translation>
    </message>
    <message>
        <source>only one project can be open at a time</source>
        <translation>一次只能打开一个项目</translation>
    </message>
    <message>
        <source>was not written by this program, or has changed since</source>
        <translation>不是本程序写入的，或之后已更改</translation>
    </message>
    <message>
        <source>another program is writing to it; nothing was changed, try again in a moment</source>
        <translation>另一个程序正在写入；未做任何更改，请稍后重试</translation>
    </message>
    <message>
        <source>the disk is full; nothing was changed, free some space and repeat the last step</source>
        <translation>磁盘已满；未做任何更改，请释放空间后重复上一步</translation>
    </message>
    <message>
        <source>cannot be written (read-only file, folder or disk); nothing was changed</source>
        <translation>无法写入（文件、文件夹或磁盘为只读）；未做任何更改</translation>
    </message>
    <message>
        <source>the file is damaged; go back to a backup copy of it</source>
        <translation>文件已损坏；请恢复其备份副本</translation>
    </message>
    <message>
        <source>another window changed the same marks, answer or patient first; nothing was changed, look at them again</source>
        <translation>另一个窗口先更改了相同的标记、答案或患者；未做任何更改，请重新查看</translation>
    </message>
    <message>
        <source>another window changed the classes first; nothing was changed, look at them again</source>
        <translation>另一个窗口已先更改类别；未作任何更改，请重新查看</translation>
    </message>
    <message>
        <source>The study was closed meanwhile; nothing was changed.</source>
        <translation>研究已在此期间关闭；未做任何更改。</translation>
    </message>
    <message>
        <source>the connection to the server is lost</source>
        <translation>与服务器的连接已断开</translation>
    </message>
    <message>
        <source>your account may not do this; an administrator of the study can</source>
        <translation>您的账户无权执行此操作；研究管理员可以</translation>
    </message>
    <message>
        <source>the account or its password is wrong (it may stand in the address, or in ~/.pgpass)</source>
        <translation>账户或密码错误（密码可写在地址或 ~/.pgpass 中）</translation>
    </message>
    <message>
        <source>Locked marks stay as they are; unlock them first</source>
        <translation>锁定的标记保持不变；请先解锁</translation>
    </message>
    <message>
        <source>The box lies outside the photograph</source>
        <translation>方框位于照片之外</translation>
    </message>
    <message>
        <source>The mask lies outside the photograph</source>
        <translation>掩膜位于照片之外</translation>
    </message>
    <message>
        <source>is cut short: the end of the {kind} is missing</source>
        <translation>不完整：缺少 {kind} 的末尾</translation>
    </message>
    <message>
        <source>is not a photograph that can be read ({kinds})</source>
        <translation>不是可读取的照片（{kinds}）</translation>
    </message>
    <message>
        <source>is too large for a photograph ({size} GiB)</source>
        <translation>过大，不像照片（{size} GiB）</translation>
    </message>
    <message>
        <source>is a DICOM file of another kind ({name}), not a photograph</source>
        <translation>是其他类型的 DICOM 文件（{name}），不是照片</translation>
    </message>
    <message>
        <source>cannot be read: {why}</source>
        <translation>无法读取：{why}</translation>
    </message>
    <message>
        <source>cannot be written: {why}</source>
        <translation>无法写入：{why}</translation>
    </message>
    <message>
        <source>cannot be written ({why})</source>
        <translation>无法写入（{why}）</translation>
    </message>
    <message>
        <source>cannot be listed: {why}</source>
        <translation>无法列出：{why}</translation>
    </message>
    <message>
        <source>{name} has changed since it was labelled</source>
        <translation>{name} 自标注后已更改</translation>
    </message>
    <message>
        <source>{name} was moved and is found again in {folder}</source>
        <translation>{name} 已移动，在 {folder} 中找到</translation>
    </message>
    <message>
        <source>{name} is not in the study</source>
        <translation>{name} 不在本研究中</translation>
    </message>
    <message>
        <source>unknown class {name}; known are {known}</source>
        <translation>未知类别 {name}；已知类别：{known}</translation>
    </message>
    <message>
        <source>the class {name} has marks ({count}) and stays; change their class first</source>
        <translation>类别{name}有标记（{count}），因此保留；请先更改它们的类别</translation>
    </message>
    <message>
        <source>{what} (left out)</source>
        <translation>{what}（已略去）</translation>
    </message>
    <message>
        <source>{name} grades macular oedema only: DME {answer}</source>
        <translation>{name} 仅为黄斑水肿分级：DME {answer}</translation>
    </message>
    <message>
        <source>memory ran out: {name} ran on {side} px tiles</source>
        <translation>内存不足：{name} 以 {side} px 分块运行</translation>
    </message>
    <message>
        <source>graphics memory ran out: {name} ran on the processor</source>
        <translation>显存不足：{name} 在处理器上运行</translation>
    </message>
    <message>
        <source>Graded alone: the fellow eye&apos;s photograph cannot be read ({why})</source>
        <translation>单独分级：无法读取对侧眼照片（{why}）</translation>
    </message>
    <message>
        <source>Classes of this study</source>
        <translation>本研究的类别</translation>
    </message>
    <message>
        <source>Name of the class to add</source>
        <translation>要添加的类别的名称</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>添加</translation>
    </message>
    <message>
        <source>Up</source>
        <translation>上移</translation>
    </message>
    <message>
        <source>Down</source>
        <translation>下移</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>“{name}” cannot be the name of a class.</source>
        <translation>“{name}”不能作为类别的名称。</translation>
    </message>
    <message>
        <source>“{name}” is in the list already.</source>
        <translation>“{name}”已在列表中。</translation>
    </message>
    <message numerus="yes">
        <source>“{name}” stays in the list, because it has %n mark(s). Change their class first.</source>
        <translation>
            <numerusform>“{name}”有%n个标记，因此保留在列表中。请先更改它们的类别。</numerusform>
        </translation>
    </message>
    <message>
        <source>A study has at least one class.</source>
        <translation>一项研究至少有一个类别。</translation>
    </message>
    <message>
        <source>These classes are offered in this study, in this order. Files name them as the table says, whatever they are called here.</source>
        <translation>本研究按此顺序提供这些类别。无论在此处如何命名，文件中都使用表中所列的名称。</translation>
    </message>
    <message>
        <source>“{name}” is another class&apos;s name, empty, or too long.</source>
        <translation>“{name}”是另一类别的名称、为空或过长。</translation>
    </message>
    <message>
        <source>Two classes are called “{name}”.</source>
        <translation>有两个类别都叫“{name}”。</translation>
    </message>
    <message>
        <source>Key {key} is given twice: to “{first}” and to “{second}”.</source>
        <translation>按键{key}重复：分配给了“{first}”和“{second}”。</translation>
    </message>
    <message>
        <source>Some readers cannot tell the colours of “{first}” and “{second}” apart.</source>
        <translation>部分阅片者无法区分“{first}”与“{second}”的颜色。</translation>
    </message>
    <message>
        <source>With {lesion}</source>
        <translation>含{lesion}</translation>
    </message>
</context>
</TS>
