"""Procedures and versions; what was published is guarded by the database itself."""

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.deletion
import motcua.core.clock
import motcua.core.records
from django.conf import settings
from django.db import migrations, models


GUARD = """
CREATE FUNCTION procedures_guard_version() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        IF OLD.published_at IS NOT NULL THEN
            RAISE EXCEPTION 'a version that was published is kept for ever'
                USING ERRCODE = 'integrity_constraint_violation';
        END IF;
        RETURN OLD;
    END IF;
    IF (NEW.id, NEW.procedure_id, NEW.number, NEW.source, NEW.sha256, NEW.created_at)
        IS DISTINCT FROM
       (OLD.id, OLD.procedure_id, OLD.number, OLD.source, OLD.sha256, OLD.created_at)
    THEN
        RAISE EXCEPTION 'the content of a version never changes'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF OLD.published_at IS NOT NULL AND (NEW.effective_from, NEW.published_at)
        IS DISTINCT FROM (OLD.effective_from, OLD.published_at)
    THEN
        RAISE EXCEPTION 'a version that was published never changes'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF NEW.state <> OLD.state AND (OLD.state, NEW.state) NOT IN (
        ('draft', 'awaiting'), ('draft', 'published'), ('awaiting', 'draft'),
        ('awaiting', 'approved'), ('approved', 'draft'), ('approved', 'published'),
        ('published', 'amending'), ('published', 'withdrawn'),
        ('amending', 'published'), ('amending', 'withdrawn')
    ) THEN
        RAISE EXCEPTION 'a version takes lawful steps only'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER version_stays_as_published BEFORE UPDATE OR DELETE ON procedures_version
    FOR EACH ROW EXECUTE FUNCTION procedures_guard_version();

CREATE FUNCTION procedures_guard_enactment() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' OR OLD.taken_at IS NOT NULL OR OLD.revoked_at IS NOT NULL OR
        (to_jsonb(NEW) - 'taken_at' - 'revoked_at')
            IS DISTINCT FROM (to_jsonb(OLD) - 'taken_at' - 'revoked_at')
    THEN
        RAISE EXCEPTION 'what was enacted is kept for ever'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER enactment_stays BEFORE UPDATE OR DELETE ON procedures_enactment
    FOR EACH ROW EXECUTE FUNCTION procedures_guard_enactment();

CREATE FUNCTION procedures_guard_decision() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'a publication decision is written once'
        USING ERRCODE = 'integrity_constraint_violation';
END $$;

CREATE TRIGGER decision_stays BEFORE UPDATE OR DELETE ON procedures_publicationdecision
    FOR EACH ROW EXECUTE FUNCTION procedures_guard_decision();
"""
UNGUARD = """
DROP TRIGGER version_stays_as_published ON procedures_version;
DROP TRIGGER enactment_stays ON procedures_enactment;
DROP TRIGGER decision_stays ON procedures_publicationdecision;
DROP FUNCTION procedures_guard_version();
DROP FUNCTION procedures_guard_enactment();
DROP FUNCTION procedures_guard_decision();
"""

# A search reads the words of hundreds of rows: none of them is to be fetched from elsewhere.
WHOLE = "ALTER TABLE procedures_procedure SET (toast_tuple_target = 8160)"


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('agencies', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Procedure',
            fields=[
                ('id', models.UUIDField(default=motcua.core.records.new_id, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=motcua.core.clock.now, editable=False)),
                ('code', models.CharField(max_length=20, unique=True, verbose_name='mã thủ tục')),
                ('name', models.CharField(blank=True, max_length=4000, verbose_name='tên')),
                ('name_en', models.CharField(blank=True, max_length=4000, verbose_name='tên tiếng Anh')),
                ('summary', models.TextField(blank=True, verbose_name='tóm tắt')),
                ('summary_en', models.TextField(blank=True, verbose_name='tóm tắt tiếng Anh')),
                ('field_code', models.CharField(blank=True, max_length=40, verbose_name='mã lĩnh vực')),
                ('field_name', models.CharField(blank=True, max_length=4000, verbose_name='lĩnh vực')),
                ('field_name_en', models.CharField(blank=True, max_length=4000, verbose_name='lĩnh vực, tiếng Anh')),
                ('levels', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=10), default=list, size=None, verbose_name='cấp')),
                ('subjects', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=30), default=list, size=None, verbose_name='đối tượng')),
                ('filing', models.CharField(choices=[('none', 'chưa nộp trực tuyến được'), ('open', 'nộp trực tuyến được'), ('suspended', 'tạm dừng nhận trực tuyến'), ('closed', 'đã thôi nhận trực tuyến')], default='none', max_length=10, verbose_name='nộp trực tuyến')),
                ('filing_reason', models.TextField(blank=True, verbose_name='lý do không nhận trực tuyến')),
                ('filing_until', models.DateField(blank=True, null=True, verbose_name='dự kiến nhận lại từ ngày')),
                ('agency_slugs', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=200), default=list, size=None, verbose_name='cơ quan thực hiện')),
                ('agency_names', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=4000), default=list, size=None)),
                ('agency_names_en', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=4000), default=list, size=None)),
                ('folded_title', models.TextField(blank=True, editable=False)),
                ('folded_synonyms', models.TextField(blank=True, editable=False)),
                ('folded_rest', models.TextField(blank=True, editable=False)),
                ('spelt_title', models.TextField(blank=True, editable=False)),
                ('spelt_synonyms', models.TextField(blank=True, editable=False)),
                ('headed', models.GeneratedField(db_persist=True, expression=django.contrib.postgres.search.CombinedSearchVector(django.contrib.postgres.search.SearchVector('folded_title', config='simple', weight='A'), '||', django.contrib.postgres.search.SearchVector('folded_synonyms', config='simple', weight='B'), django.contrib.postgres.search.SearchConfig('simple')), output_field=django.contrib.postgres.search.SearchVectorField())),
                ('searched', models.GeneratedField(db_persist=True, expression=django.contrib.postgres.search.CombinedSearchVector(django.contrib.postgres.search.CombinedSearchVector(django.contrib.postgres.search.SearchVector('folded_title', config='simple', weight='A'), '||', django.contrib.postgres.search.SearchVector('folded_synonyms', config='simple', weight='B'), django.contrib.postgres.search.SearchConfig('simple')), '||', django.contrib.postgres.search.SearchVector('folded_rest', config='simple', weight='C'), django.contrib.postgres.search.SearchConfig('simple')), output_field=django.contrib.postgres.search.SearchVectorField())),
            ],
            options={
                'verbose_name': 'thủ tục hành chính',
                'verbose_name_plural': 'thủ tục hành chính',
            },
        ),
        migrations.CreateModel(
            name='Word',
            fields=[
                ('folded', models.CharField(db_collation='C', max_length=40, primary_key=True, serialize=False)),
                ('surface', models.CharField(max_length=80)),
                ('count', models.PositiveIntegerField(default=1)),
                ('traces', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=40), size=None)),
            ],
            options={
                'verbose_name': 'từ của danh mục',
                'verbose_name_plural': 'các từ của danh mục',
            },
        ),
        migrations.CreateModel(
            name='PublicationDecision',
            fields=[
                ('id', models.UUIDField(default=motcua.core.records.new_id, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=motcua.core.clock.now, editable=False)),
                ('number', models.CharField(max_length=60, verbose_name='số')),
                ('signed_on', models.DateField(verbose_name='ký ngày')),
                ('kind', models.CharField(choices=[('new', 'ban hành mới'), ('amended', 'sửa đổi, bổ sung hoặc thay thế'), ('abolished', 'bãi bỏ')], max_length=10, verbose_name='loại')),
                ('effective_from', models.DateField(verbose_name='thủ tục áp dụng từ')),
                ('law_effective_on', models.DateField(verbose_name='văn bản có hiệu lực từ')),
                ('shortened', models.BooleanField(default=False, verbose_name='trình tự rút gọn')),
                ('duties', models.JSONField(default=list, verbose_name='thời hạn công bố')),
                ('is_late', models.BooleanField(default=False, verbose_name='công bố muộn')),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.agency', verbose_name='cơ quan')),
            ],
            options={
                'verbose_name': 'quyết định công bố',
                'verbose_name_plural': 'các quyết định công bố',
                'ordering': ('-signed_on', 'number'),
            },
        ),
        migrations.CreateModel(
            name='Version',
            fields=[
                ('id', models.UUIDField(default=motcua.core.records.new_id, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=motcua.core.clock.now, editable=False)),
                ('number', models.PositiveIntegerField(verbose_name='số')),
                ('source', models.JSONField(verbose_name='gói')),
                ('sha256', models.CharField(max_length=64)),
                ('state', models.CharField(choices=[('draft', 'dự thảo'), ('awaiting', 'chờ duyệt'), ('approved', 'đã duyệt'), ('published', 'đang công khai'), ('amending', 'đang công khai sửa đổi, bổ sung'), ('withdrawn', 'bãi bỏ')], default='draft', max_length=10, verbose_name='tình trạng')),
                ('effective_from', models.DateField(blank=True, null=True, verbose_name='hiệu lực từ')),
                ('published_at', models.DateTimeField(blank=True, null=True, verbose_name='công bố lúc')),
                ('cleared_at', models.DateTimeField(blank=True, null=True, verbose_name='cho lên trực tuyến lúc')),
                ('cleared_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='người cho lên trực tuyến')),
                ('asked_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='người trình duyệt')),
                ('procedure', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='versions', to='procedures.procedure')),
            ],
            options={
                'verbose_name': 'bản thủ tục',
                'verbose_name_plural': 'các bản thủ tục',
                'ordering': ('procedure', '-number'),
            },
        ),
        migrations.AddField(
            model_name='procedure',
            name='current',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='procedures.version', verbose_name='bản'),
        ),
        migrations.CreateModel(
            name='FilingStop',
            fields=[
                ('id', models.UUIDField(default=motcua.core.records.new_id, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=motcua.core.clock.now, editable=False)),
                ('begins_at', models.DateTimeField(verbose_name='từ lúc')),
                ('ends_at', models.DateTimeField(verbose_name='đến lúc')),
                ('reason', models.TextField(verbose_name='lý do')),
                ('revoked_at', models.DateTimeField(blank=True, null=True, verbose_name='hủy lúc')),
                ('agency', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.agency')),
                ('procedure', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='stops', to='procedures.procedure')),
            ],
            options={
                'verbose_name': 'thời gian tạm ngừng nhận hồ sơ',
                'verbose_name_plural': 'các thời gian tạm ngừng nhận hồ sơ',
                'indexes': [models.Index(condition=models.Q(('revoked_at', None)), fields=['ends_at'], name='stop_to_come_by_end')],
                'constraints': [models.CheckConstraint(condition=models.Q(('ends_at__gt', models.F('begins_at'))), name='a_stop_ends_after_it_begins'), models.CheckConstraint(condition=models.Q(('procedure', None), ('agency', None), _connector='OR'), name='a_stop_is_of_a_procedure_or_an_agency_or_all')],
            },
        ),
        migrations.CreateModel(
            name='Enactment',
            fields=[
                ('id', models.UUIDField(default=motcua.core.records.new_id, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=motcua.core.clock.now, editable=False)),
                ('number', models.PositiveIntegerField(verbose_name='số')),
                ('effective_from', models.DateField(verbose_name='từ ngày')),
                ('transition', models.CharField(choices=[('begun', 'hồ sơ khai từ trước ngày áp dụng theo bản cũ'), ('submitted', 'hồ sơ nộp trước ngày áp dụng theo bản cũ'), ('received', 'hồ sơ tiếp nhận trước ngày áp dụng theo bản cũ')], default='submitted', max_length=10, verbose_name='chuyển tiếp')),
                ('transition_note', models.TextField(blank=True, verbose_name='điều khoản chuyển tiếp')),
                ('taken_at', models.DateTimeField(blank=True, null=True, verbose_name='bắt đầu áp dụng lúc')),
                ('revoked_at', models.DateTimeField(blank=True, null=True, verbose_name='hủy lúc')),
                ('procedure', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='enactments', to='procedures.procedure')),
                ('decision', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='enactments', to='procedures.publicationdecision')),
                ('version', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='enactments', to='procedures.version')),
            ],
            options={
                'verbose_name': 'lần áp dụng',
                'verbose_name_plural': 'các lần áp dụng',
                'ordering': ('procedure', '-number'),
            },
        ),
        migrations.AddConstraint(
            model_name='publicationdecision',
            constraint=models.UniqueConstraint(fields=('agency', 'number'), name='an_agency_numbers_its_decisions_once'),
        ),
        migrations.AddConstraint(
            model_name='publicationdecision',
            constraint=models.CheckConstraint(condition=models.Q(('effective_from__gte', models.F('law_effective_on'))), name='a_procedure_applies_no_sooner_than_its_law'),
        ),
        migrations.AddConstraint(
            model_name='version',
            constraint=models.UniqueConstraint(fields=('procedure', 'number'), name='a_procedure_numbers_its_versions_once'),
        ),
        migrations.AddConstraint(
            model_name='version',
            constraint=models.UniqueConstraint(fields=('procedure', 'sha256'), name='one_content_is_one_version'),
        ),
        migrations.AddConstraint(
            model_name='version',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ('draft', 'awaiting', 'approved')), models.Q(('effective_from__isnull', False), ('published_at__isnull', False)), _connector='OR'), name='version_known_to_the_public_has_dates'),
        ),
        migrations.AddConstraint(
            model_name='version',
            constraint=models.CheckConstraint(condition=models.Q(('number__gte', 1)), name='version_numbers_begin_at_one'),
        ),
        migrations.AddIndex(
            model_name='procedure',
            index=django.contrib.postgres.indexes.GinIndex(fastupdate=False, fields=['searched'], name='procedure_by_words'),
        ),
        migrations.AddIndex(
            model_name='procedure',
            index=django.contrib.postgres.indexes.GinIndex(fastupdate=False, fields=['headed'], name='procedure_by_heading'),
        ),
        migrations.AddIndex(
            model_name='procedure',
            index=django.contrib.postgres.indexes.GinIndex(fastupdate=False, fields=['levels'], name='procedure_by_level'),
        ),
        migrations.AddIndex(
            model_name='procedure',
            index=django.contrib.postgres.indexes.GinIndex(fastupdate=False, fields=['subjects'], name='procedure_by_subject'),
        ),
        migrations.AddIndex(
            model_name='procedure',
            index=django.contrib.postgres.indexes.GinIndex(fastupdate=False, fields=['agency_slugs'], name='procedure_by_agency'),
        ),
        migrations.AddIndex(
            model_name='word',
            index=django.contrib.postgres.indexes.GinIndex(fastupdate=False, fields=['traces'], name='word_by_trace'),
        ),
        migrations.AddIndex(
            model_name='procedure',
            index=models.Index(condition=models.Q(('current__isnull', False)), fields=['field_code', 'code'], name='procedure_live_by_field'),
        ),
        migrations.AddIndex(
            model_name='enactment',
            index=models.Index(condition=models.Q(('revoked_at', None), ('taken_at', None)), fields=['effective_from'], name='enactment_to_come'),
        ),
        migrations.AddIndex(
            model_name='enactment',
            index=models.Index(fields=['procedure', '-effective_from', '-number'], name='enactment_by_day'),
        ),
        migrations.AddConstraint(
            model_name='enactment',
            constraint=models.UniqueConstraint(fields=('procedure', 'number'), name='a_procedure_numbers_its_enactments_once'),
        ),
        migrations.AddConstraint(
            model_name='enactment',
            constraint=models.CheckConstraint(condition=models.Q(('taken_at', None), ('revoked_at', None), _connector='OR'), name='what_took_effect_is_not_revoked'),
        ),
        migrations.RunSQL(GUARD, UNGUARD),
        migrations.RunSQL(WHOLE, migrations.RunSQL.noop),
    ]
