"""Launches, reviews, services, counters, downtime."""

import django.db.models.deletion
import motcua.core.clock
import motcua.core.records
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('agencies', '0001_initial'),
        ('procedures', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Launch',
            fields=[
                ('id', models.UUIDField(default=motcua.core.records.new_id, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=motcua.core.clock.now, editable=False)),
                ('stage', models.CharField(choices=[('proposed', 'đã đề xuất, đang rà soát'), ('reviewed', 'đã rà soát'), ('testing', 'đang kiểm thử'), ('approved', 'đã phê duyệt'), ('live', 'đã lên trực tuyến'), ('turned_down', 'không chấp thuận')], default='proposed', max_length=12, verbose_name='giai đoạn')),
                ('round', models.PositiveSmallIntegerField(default=1, verbose_name='lượt rà soát')),
                ('proposer', models.CharField(max_length=200, verbose_name='tên người đề xuất')),
                ('approver', models.CharField(blank=True, max_length=200, verbose_name='tên người phê duyệt')),
                ('approved_at', models.DateTimeField(blank=True, null=True, verbose_name='phê duyệt lúc')),
                ('reason', models.TextField(blank=True, verbose_name='lý do')),
                ('moved_at', models.DateTimeField(default=motcua.core.clock.now, verbose_name='từ lúc')),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.agency', verbose_name='cơ quan công bố')),
                ('procedure', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='launches', to='procedures.procedure')),
                ('proposed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='người đề xuất')),
                ('version', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='launches', to='procedures.version')),
            ],
            options={
                'verbose_name': 'đề xuất đưa lên trực tuyến',
                'verbose_name_plural': 'các đề xuất đưa lên trực tuyến',
            },
        ),
        migrations.CreateModel(
            name='Milestone',
            fields=[
                ('id', models.UUIDField(default=motcua.core.records.new_id, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=motcua.core.clock.now, editable=False)),
                ('number', models.PositiveIntegerField(unique=True, verbose_name='số dịch vụ')),
                ('reached_at', models.DateTimeField(verbose_name='đạt lúc')),
                ('procedure', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='procedures.procedure')),
            ],
            options={
                'verbose_name': 'mốc số dịch vụ',
                'verbose_name_plural': 'các mốc số dịch vụ',
                'ordering': ('-number',),
            },
        ),
        migrations.CreateModel(
            name='ReviewLine',
            fields=[
                ('id', models.UUIDField(default=motcua.core.records.new_id, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=motcua.core.clock.now, editable=False)),
                ('round', models.PositiveSmallIntegerField(verbose_name='lượt')),
                ('number', models.PositiveSmallIntegerField(verbose_name='số')),
                ('code', models.CharField(max_length=20, verbose_name='mục')),
                ('text', models.TextField(verbose_name='nội dung')),
                ('source', models.CharField(max_length=300, verbose_name='căn cứ')),
                ('verdict', models.CharField(blank=True, choices=[('passed', 'đạt'), ('failed', 'chưa đạt')], max_length=10, verbose_name='kết luận')),
                ('note', models.TextField(blank=True, verbose_name='ghi chú')),
                ('reviewer', models.CharField(blank=True, max_length=200, verbose_name='người rà soát')),
                ('reviewed_at', models.DateTimeField(blank=True, null=True, verbose_name='rà soát lúc')),
                ('launch', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='lines', to='services.launch')),
                ('reviewed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'mục rà soát',
                'verbose_name_plural': 'các mục rà soát',
                'ordering': ('launch', 'round', 'number'),
            },
        ),
        migrations.CreateModel(
            name='Service',
            fields=[
                ('id', models.UUIDField(default=motcua.core.records.new_id, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=motcua.core.clock.now, editable=False)),
                ('agency_name', models.CharField(max_length=300, verbose_name='cơ quan')),
                ('field_name', models.CharField(max_length=300, verbose_name='lĩnh vực')),
                ('level', models.CharField(choices=[('full', 'toàn trình'), ('partial', 'một phần')], max_length=10, verbose_name='mức độ')),
                ('level_reason', models.TextField(blank=True, verbose_name='lý do một phần')),
                ('state', models.CharField(choices=[('live', 'đang hoạt động'), ('suspended', 'tạm dừng'), ('to_be_removed', 'chờ dừng công khai'), ('removed', 'đã gỡ')], default='live', max_length=15, verbose_name='tình trạng')),
                ('live_since', models.DateTimeField(verbose_name='lên trực tuyến lúc')),
                ('ended_at', models.DateTimeField(blank=True, null=True, verbose_name='gỡ lúc')),
                ('reason', models.TextField(blank=True, verbose_name='lý do')),
                ('instead', models.TextField(blank=True, verbose_name='nơi làm thay')),
                ('until', models.DateField(blank=True, null=True, verbose_name='dự kiến mở lại từ ngày')),
                ('remove_on', models.DateField(blank=True, null=True, verbose_name='gỡ từ ngày')),
                ('idle_days', models.PositiveIntegerField(blank=True, null=True, verbose_name='số ngày không có hồ sơ')),
                ('keep_until', models.DateField(blank=True, null=True, verbose_name='giữ đến hết ngày')),
                ('agency', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.agency', verbose_name='cơ quan công bố')),
                ('procedure', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='service', to='procedures.procedure')),
            ],
            options={
                'verbose_name': 'dịch vụ công trực tuyến',
                'verbose_name_plural': 'các dịch vụ công trực tuyến',
            },
        ),
        migrations.CreateModel(
            name='RemovalProposal',
            fields=[
                ('id', models.UUIDField(default=motcua.core.records.new_id, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=motcua.core.clock.now, editable=False)),
                ('idle_days', models.PositiveIntegerField(verbose_name='ngưỡng, ngày')),
                ('numbers', models.JSONField(verbose_name='số liệu')),
                ('answer', models.CharField(choices=[('open', 'chờ quyết định'), ('kept', 'giữ lại'), ('removed', 'gỡ')], default='open', max_length=10, verbose_name='quyết định')),
                ('decider', models.CharField(blank=True, max_length=200, verbose_name='người quyết định')),
                ('decided_at', models.DateTimeField(blank=True, null=True, verbose_name='quyết định lúc')),
                ('reason', models.TextField(blank=True, verbose_name='lý do')),
                ('day', models.DateField(blank=True, null=True, verbose_name='giữ đến, hoặc gỡ từ')),
                ('decided_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('service', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='removal_proposals', to='services.service')),
            ],
            options={
                'verbose_name': 'đề nghị gỡ dịch vụ',
                'verbose_name_plural': 'các đề nghị gỡ dịch vụ',
            },
        ),
        migrations.CreateModel(
            name='Tally',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('dimension', models.CharField(choices=[('total', 'tất cả'), ('level', 'mức độ'), ('agency', 'cơ quan'), ('field', 'lĩnh vực'), ('opened', 'lên trực tuyến trong tháng'), ('ended', 'thôi trực tuyến trong tháng')], max_length=10)),
                ('key', models.CharField(max_length=300)),
                ('count', models.PositiveIntegerField(default=0)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('dimension', 'key'), name='a_tally_is_kept_once')],
            },
        ),
        migrations.CreateModel(
            name='Downtime',
            fields=[
                ('id', models.UUIDField(default=motcua.core.records.new_id, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=motcua.core.clock.now, editable=False)),
                ('announcer', models.CharField(max_length=200, verbose_name='người thông báo')),
                ('announced_at', models.DateTimeField(verbose_name='thông báo lúc')),
                ('notice_days', models.PositiveSmallIntegerField(verbose_name='báo trước, ngày làm việc')),
                ('urgent_reason', models.TextField(blank=True, verbose_name='lý do khẩn cấp')),
                ('stop', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='downtime', to='procedures.filingstop')),
            ],
            options={
                'verbose_name': 'thông báo ngừng hệ thống',
                'verbose_name_plural': 'các thông báo ngừng hệ thống',
                'ordering': ('-announced_at',),
                'constraints': [models.CheckConstraint(condition=models.Q(('notice_days__gte', 7), models.Q(('urgent_reason', ''), _negated=True), _connector='OR'), name='a_short_notice_says_why_it_is_urgent')],
            },
        ),
        migrations.AddIndex(
            model_name='launch',
            index=models.Index(fields=['stage', '-moved_at'], name='launch_by_stage'),
        ),
        migrations.AddConstraint(
            model_name='launch',
            constraint=models.UniqueConstraint(condition=models.Q(('stage__in', ('live', 'turned_down')), _negated=True), fields=('procedure',), name='a_procedure_has_one_launch_under_way'),
        ),
        migrations.AddConstraint(
            model_name='launch',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('stage__in', ['approved', 'live']), _negated=True), models.Q(('approved_at__isnull', False), models.Q(('approver', ''), _negated=True)), _connector='OR'), name='an_approved_launch_names_who_approved'),
        ),
        migrations.AddConstraint(
            model_name='launch',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('stage', 'turned_down'), _negated=True), models.Q(('reason', ''), _negated=True), _connector='OR'), name='a_launch_turned_down_has_a_reason'),
        ),
        migrations.AddConstraint(
            model_name='reviewline',
            constraint=models.UniqueConstraint(fields=('launch', 'round', 'code'), name='a_round_looks_at_a_line_once'),
        ),
        migrations.AddConstraint(
            model_name='reviewline',
            constraint=models.CheckConstraint(condition=models.Q(('verdict', ''), models.Q(models.Q(('reviewer', ''), _negated=True), ('reviewed_at__isnull', False)), _connector='OR'), name='a_verdict_has_its_reviewer_and_moment'),
        ),
        migrations.AddConstraint(
            model_name='reviewline',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('verdict', 'failed'), _negated=True), models.Q(('note', ''), _negated=True), _connector='OR'), name='a_line_that_failed_says_why'),
        ),
        migrations.AddIndex(
            model_name='service',
            index=models.Index(fields=['state', '-live_since'], name='service_by_state'),
        ),
        migrations.AddIndex(
            model_name='service',
            index=models.Index(condition=models.Q(('remove_on__isnull', False), models.Q(('state', 'removed'), _negated=True)), fields=['remove_on'], name='service_to_remove_by_day'),
        ),
        migrations.AddConstraint(
            model_name='service',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('level', 'partial'), _negated=True), models.Q(('level_reason', ''), _negated=True), _connector='OR'), name='a_partial_service_has_a_reason'),
        ),
        migrations.AddConstraint(
            model_name='service',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'to_be_removed'), _negated=True), ('remove_on__isnull', False), _connector='OR'), name='a_service_to_be_removed_has_its_day'),
        ),
        migrations.AddConstraint(
            model_name='service',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'removed'), _negated=True), models.Q(('ended_at__isnull', False), models.Q(('reason', ''), _negated=True)), _connector='OR'), name='a_service_removed_says_when_and_why'),
        ),
        migrations.AddIndex(
            model_name='removalproposal',
            index=models.Index(fields=['answer', '-created_at'], name='removal_by_answer'),
        ),
        migrations.AddConstraint(
            model_name='removalproposal',
            constraint=models.UniqueConstraint(condition=models.Q(('answer', 'open')), fields=('service',), name='a_service_is_proposed_for_removal_once_at_a_time'),
        ),
        migrations.AddConstraint(
            model_name='removalproposal',
            constraint=models.CheckConstraint(condition=models.Q(('answer', 'open'), models.Q(models.Q(('decider', ''), _negated=True), models.Q(('reason', ''), _negated=True), ('day__isnull', False), ('decided_at__isnull', False)), _connector='OR'), name='a_decision_on_removal_is_signed_and_reasoned'),
        ),
        migrations.AddConstraint(
            model_name='removalproposal',
            constraint=models.CheckConstraint(condition=models.Q(('decided_at', None), ('decided_at__gte', models.F('created_at')), _connector='OR'), name='a_decision_comes_after_its_proposal'),
        ),
    ]
