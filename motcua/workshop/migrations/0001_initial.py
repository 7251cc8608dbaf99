"""Manuscripts, and their edits, which the database itself never lets change."""

import django.db.models.deletion
import motcua.core.clock
import motcua.core.records
from django.conf import settings
from django.db import migrations, models


GUARD = """
CREATE FUNCTION workshop_guard_edit() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'what was edited, and by whom, is kept as it was'
        USING ERRCODE = 'integrity_constraint_violation';
END $$;

CREATE TRIGGER edit_stays_as_written BEFORE UPDATE OR DELETE ON workshop_edit
    FOR EACH ROW EXECUTE FUNCTION workshop_guard_edit();
"""
UNGUARD = "DROP FUNCTION workshop_guard_edit CASCADE;"


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('agencies', '0001_initial'),
        ('procedures', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Manuscript',
            fields=[
                ('id', models.UUIDField(default=motcua.core.records.new_id, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=motcua.core.clock.now, editable=False)),
                ('code', models.CharField(blank=True, max_length=60, verbose_name='mã thủ tục')),
                ('title', models.CharField(blank=True, max_length=300, verbose_name='tên')),
                ('source', models.JSONField(default=dict, verbose_name='nội dung')),
                ('revision', models.PositiveIntegerField(default=0, verbose_name='lần lưu')),
                ('submitted_revision', models.PositiveIntegerField(blank=True, null=True)),
                ('changed_at', models.DateTimeField(default=motcua.core.clock.now, verbose_name='lưu lúc')),
                ('changed_by', models.CharField(blank=True, max_length=200, verbose_name='người lưu')),
                ('put_away_at', models.DateTimeField(blank=True, null=True, verbose_name='cất lúc')),
                ('begun_from', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='procedures.version', verbose_name='soạn từ')),
                ('owner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='manuscripts', to='agencies.agency', verbose_name='cơ quan soạn thảo')),
                ('submitted', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='manuscripts', to='procedures.version', verbose_name='bản đã trình')),
            ],
            options={
                'verbose_name': 'bản thảo',
                'verbose_name_plural': 'các bản thảo',
                'ordering': ('-changed_at',),
            },
        ),
        migrations.CreateModel(
            name='Edit',
            fields=[
                ('id', models.UUIDField(default=motcua.core.records.new_id, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=motcua.core.clock.now, editable=False)),
                ('revision', models.PositiveIntegerField(verbose_name='lần lưu')),
                ('place', models.CharField(max_length=500, verbose_name='chỗ')),
                ('before', models.JSONField(verbose_name='trước')),
                ('after', models.JSONField(verbose_name='sau')),
                ('by_name', models.CharField(max_length=200, verbose_name='người sửa')),
                ('undoes', models.PositiveIntegerField(blank=True, null=True, verbose_name='hoàn tác lần lưu')),
                ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('manuscript', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='edits', to='workshop.manuscript')),
            ],
            options={
                'verbose_name': 'lần sửa',
                'verbose_name_plural': 'các lần sửa',
                'ordering': ('manuscript', '-revision', 'place'),
            },
        ),
        migrations.CreateModel(
            name='Clash',
            fields=[
                ('id', models.UUIDField(default=motcua.core.records.new_id, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=motcua.core.clock.now, editable=False)),
                ('revision', models.PositiveIntegerField(verbose_name='lần lưu')),
                ('place', models.CharField(max_length=500, verbose_name='chỗ')),
                ('base', models.JSONField(verbose_name='ban đầu')),
                ('theirs', models.JSONField(verbose_name='bản lưu trước')),
                ('theirs_by', models.CharField(blank=True, max_length=200, verbose_name='người lưu trước')),
                ('mine', models.JSONField(verbose_name='bản lưu sau')),
                ('by_name', models.CharField(max_length=200, verbose_name='người lưu sau')),
                ('choice', models.CharField(blank=True, choices=[('theirs', 'bản lưu trước'), ('mine', 'bản lưu sau')], max_length=10, verbose_name='đã chọn')),
                ('settled_at', models.DateTimeField(blank=True, null=True, verbose_name='chọn lúc')),
                ('settled_by', models.CharField(blank=True, max_length=200, verbose_name='người chọn')),
                ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('manuscript', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='clashes', to='workshop.manuscript')),
            ],
            options={
                'verbose_name': 'chỗ hai người cùng sửa',
                'verbose_name_plural': 'những chỗ hai người cùng sửa',
                'ordering': ('manuscript', 'created_at'),
            },
        ),
        migrations.AddIndex(
            model_name='manuscript',
            index=models.Index(condition=models.Q(('put_away_at', None)), fields=['owner', '-changed_at'], name='manuscript_in_work'),
        ),
        migrations.AddConstraint(
            model_name='manuscript',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('submitted', None), ('submitted_revision', None)), models.Q(('submitted__isnull', False), ('submitted_revision__lte', models.F('revision'))), _connector='OR'), name='what_was_submitted_has_its_revision'),
        ),
        migrations.AddConstraint(
            model_name='edit',
            constraint=models.UniqueConstraint(fields=('manuscript', 'revision', 'place'), name='a_revision_changes_a_place_once'),
        ),
        migrations.AddIndex(
            model_name='clash',
            index=models.Index(condition=models.Q(('settled_at', None)), fields=['manuscript'], name='clash_to_settle'),
        ),
        migrations.AddConstraint(
            model_name='clash',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('choice', ''), ('settled_at', None)), models.Q(models.Q(('choice', ''), _negated=True), ('settled_at__isnull', False)), _connector='OR'), name='a_settled_clash_says_what_was_chosen'),
        ),
        migrations.RunSQL(GUARD, UNGUARD),
    ]
