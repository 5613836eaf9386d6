<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name></name>
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
        <source>In Mark also Enter.</source>
        <translation>标注模式下也可按 Enter。</translation>
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
        <source>Y accepts, X rejects, and the view goes on to the next; Esc ends.</source>
        <translation>Y 接受，X 拒绝，随后转到下一个；Esc 结束。</translation>
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
        <source>Or Enter. A photograph is unread until it has an answer or a mark.</source>
        <translation>或按 Enter。照片在有答案或标记之前均为未阅。</translation>
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
        <source>Fellow eye</source>
        <translation>对侧眼</translation>
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
        <source>Ungradable</source>
        <translation>不可分级</translation>
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
        <source>Kept with the study. Enter commits the answer and shows what the models say.</source>
        <translation>随研究保存。Enter 提交答案并显示模型的结果。</translation>
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
        <source>Keyboard shortcuts…</source>
        <translation>键盘快捷键…</translation>
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
        <source>Enter</source>
        <translation>Enter</translation>
    </message>
    <message>
        <source>Go on to the next unread photograph or patient; in Mark and in a review, accept the proposal</source>
        <translation>转到下一张未阅照片或下一位患者；标注和审阅时接受建议</translation>
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
        <source>Hold Space, or middle drag</source>
        <translation>按住空格，或用中键拖动</translation>
    </message>
    <message>
        <source>Move the photograph</source>
        <translation>移动照片</translation>
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
        <source>Hold Tab</source>
        <translation>按住 Tab</translation>
    </message>
    <message>
        <source>Bare photograph, without any overlay</source>
        <translation>原始照片，不含任何叠加</translation>
    </message>
    <message>
        <source>Hold F5</source>
        <translation>按住 F5</translation>
    </message>
    <message>
        <source>Magnifier at the pointer, without any overlay</source>
        <translation>指针处的放大镜，不含任何叠加层</translation>
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
        <source>Arrows, Shift+arrows</source>
        <translation>方向键，Shift+方向键</translation>
    </message>
    <message>
        <source>Nudge the selected marks by one or ten pixels</source>
        <translation>将选中的标记移动一或十像素</translation>
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
        <source>Digits grade the photograph (Esc)</source>
        <translation>数字键为照片分级（Esc）</translation>
    </message>
    <message>
        <source>Digits choose the class, a drag draws (R)</source>
        <translation>数字键选择类别，拖动绘制（R）</translation>
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
        <source>Adopt the models&apos; answer (Y)</source>
        <translation>采用模型的答案（Y）</translation>
    </message>
    <message>
        <source>Next ⏎</source>
        <translation>下一个 ⏎</translation>
    </message>
    <message>
        <source>Go on to the next unread photograph (Enter)</source>
        <translation>转到下一张未阅照片（Enter）</translation>
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
        <source>DME {grade}: {name} (Shift+{grade})</source>
        <translation>DME {grade}：{name}（Shift+{grade}）</translation>
    </message>
    <message>
        <source>Comment</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>Undo (Ctrl+Z)</source>
        <translation>撤销（Ctrl+Z）</translation>
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
Ungradable: U; the reason: Shift+U</source>
        <translation>照片可以分级吗？
不可分级：U；原因：Shift+U</translation>
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
        <source>or open them with Ctrl+O, a folder with Ctrl+U</source>
        <translation>或用 Ctrl+O 打开照片，用 Ctrl+U 打开文件夹</translation>
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
        <source>Version</source>
        <translation>版本</translation>
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
        <source>On the photograph</source>
        <translation>在照片上</translation>
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
        <source>IRMA</source>
        <translation>IRMA</translation>
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
        <source>OD left, OS right; E goes to the other.</source>
        <translation>OD 在左，OS 在右；E 切换到另一只。</translation>
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
        <source>On the screen alone; the file and all marks stay as they are.</source>
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
        <source>Attention map</source>
        <translation>注意力图</translation>
    </message>
    <message>
        <source>Where the grading network looked; not lesion evidence.</source>
        <translation>分级网络关注的位置；不是病灶证据。</translation>
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
        <source>With quadrants, and rings of one and two disc diameters around the fovea.</source>
        <translation>含象限，以及中心凹周围一个和两个视盘直径的圆环。</translation>
    </message>
    <message>
        <source>Bare photograph</source>
        <translation>原始照片</translation>
    </message>
    <message>
        <source>Or hold Tab.</source>
        <translation>或按住 Tab。</translation>
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
        <source>Stop</source>
        <translation>停止</translation>
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
        <source>Marks</source>
        <translation>标记</translation>
    </message>
    <message>
        <source>Scores</source>
        <translation>得分</translation>
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
        <source>Click point by point; a click on the first or the last one, or Enter, closes it; Backspace takes a point back.</source>
        <translation>逐点单击；单击第一个或最后一个点或按 Enter 闭合；Backspace 撤回一点。</translation>
    </message>
    <message>
        <source>The part in view; press or drag to move there</source>
        <translation>当前可见部分；点击或拖动可移到那里</translation>
    </message>
    <message>
        <source>Minimap</source>
        <translation>缩略导航图</translation>
    </message>
</context>
</TS>
